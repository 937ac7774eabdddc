import type { Request, Response } from "express";
import { z } from "zod";
import { OdooFailure } from "../engine/resilience/failures.ts";
import { sendProblem } from "../http/problem.ts";
import { findingMembers, noteMembers, reasonMembers } from "./texts.ts";

const shown = z.union([z.string(), z.number(), z.boolean()]).nullable();
const finding = z.looseObject({
  code: z.string(),
  line: z.string().optional(),
  item: z.string().optional(),
  field: z.string(),
  ours: z.string().optional(),
  theirs: z.string().optional(),
  ...findingMembers,
});
const problem = {
  reasonCode: z.string().nullable(),
  ...reasonMembers,
  findings: z.array(finding),
};

/** The schema of a field of a record in Odoo that would change. `id` is null for a record that would be created. */
export const fieldChange = z.object({
  model: z.string(),
  id: z.int().nullable(),
  name: z.string(),
  field: z.string(),
  label: z.string(),
  from: shown,
  to: shown,
});

/** The schema of a preview: the expected result of retrying a document now. See `engine/dry-run/preview.ts`. */
export const previewAnswer = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("would-apply"), ...noteMembers, changes: z.array(fieldChange) }),
  z.object({ outcome: z.literal("would-send"), ...noteMembers }),
  z.object({ outcome: z.literal("would-wait"), ...problem, behind: z.string().nullable() }),
  z.object({ outcome: z.literal("exception"), ...problem }),
  z.object({
    outcome: z.enum(["duplicate", "dismissed", "read-again"]),
    reason: reasonMembers.reason,
    reasonTerms: reasonMembers.reasonTerms,
  }),
]);

/**
 * Runs `work`. If a call to Odoo fails, responds with the problem "not-ready", which says that Odoo is unreachable. Any other
 * error is thrown.
 */
export async function withOdoo(
  request: Request,
  response: Response,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof OdooFailure)) throw error;
    sendProblem(request, response, "not-ready", "Odoo is unreachable at the moment. Nothing was changed.");
  }
}
