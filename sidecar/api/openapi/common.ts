import { z } from "zod";
import { PROBLEMS, type ProblemCode } from "../../http/problem.ts";

/** Schemas and examples that the descriptions of several routes share. */

export const problemType = (code: ProblemCode): string => `urn:suture:problem:${code}`;
const problemTypes = (Object.keys(PROBLEMS) as ProblemCode[]).map(problemType);

export const takenMessage = z.object({
  id: z.uuid(),
  status: z
    .enum(["accepted", "duplicate", "attention", "unreadable"])
    .describe(
      "accepted: stored, and will be processed. duplicate: delivered before; id is that of the first delivery. attention: stored as an exception, because its identity was used before with different content. unreadable: stored as evidence, and an exception.",
    ),
  location: z.string().describe("The address of the message."),
  problem: z.string().optional().describe("For an unreadable part: the problem."),
  warning: z
    .string()
    .optional()
    .describe("A fault of the envelope, such as a missing trailer. The acknowledgement says what it means."),
});

export const taken = z.object({ messages: z.array(takenMessage) });

export const problem = z.object({
  type: z
    .enum(problemTypes as [string, ...string[]])
    .describe("Programs may rely on it; it does not change."),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional().describe("What to do. It never repeats parts of the request."),
  instance: z.string().describe("The requested path."),
  traceId: z.string().describe("The ID of the request in the log."),
  messages: z
    .array(takenMessage)
    .optional()
    .describe("For unreadable: the stored messages, one for each part of the body."),
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

/**
 * The description of the response 202 of every endpoint that receives messages. The response lists each message with its status.
 */
export const ACCEPTED = {
  description: "Everything is stored. The content is not validated yet.",
  content: { "application/json": { name: "Taken", schema: taken, examples: { one: ACCEPTED_EXAMPLE } } },
} as const;
