import { z } from "zod";
import { PROBLEMS, type ProblemCode } from "../../http/problem.ts";

/** Schemas and examples that several routes share. */

export const problemType = (code: ProblemCode): string => `urn:suture:problem:${code}`;
const problemTypes = (Object.keys(PROBLEMS) as ProblemCode[]).map(problemType);

export const takenMessage = z.object({
  id: z.uuid(),
  status: z
    .enum(["accepted", "duplicate", "attention", "unreadable"])
    .describe(
      "accepted: stored, is worked on. duplicate: delivered before; id is the first one's. attention: its number was used before with other content, a person looks at it. unreadable: kept as evidence, a person looks at it.",
    ),
  location: z.string().describe("The address of the message."),
  problem: z.string().optional().describe("For an unreadable part: what was missing."),
});

export const taken = z.object({ messages: z.array(takenMessage) });

export const problem = z.object({
  type: z.enum(problemTypes as [string, ...string[]]).describe("Stable: programs may rely on it."),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional().describe("What to do. It never repeats what was sent."),
  instance: z.string().describe("The requested path."),
  traceId: z.string().describe("The ID of the request in the log."),
  messages: z
    .array(takenMessage)
    .optional()
    .describe("For unreadable: what was stored, one entry per part of the body."),
});

export const ACCEPTED_EXAMPLE = {
  messages: [
    {
      id: "01a1f873-60c8-7337-a111-bf3f23863442",
      status: "accepted",
      location: "/v1/messages/01a1f873-60c8-7337-a111-bf3f23863442",
    },
  ],
};

/** The answer of every endpoint that receives messages: each message with its status. */
export const ACCEPTED = {
  description: "Everything is stored; this says nothing about the content yet.",
  content: { "application/json": { name: "Taken", schema: taken, examples: { one: ACCEPTED_EXAMPLE } } },
} as const;
