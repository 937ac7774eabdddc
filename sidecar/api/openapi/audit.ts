import { z } from "zod";
import { json, type RouteDescription } from "./description.ts";

const auditHead = z.object({
  seq: z.int().describe("The number of the last entry; 0 before the first."),
  hash: z.string().nullable().describe("Its hash, over all its fields and the hash of the previous entry."),
  at: z.iso.datetime().nullable(),
});

/** The route of `api/audit.ts`. */
export const auditDescriptions: readonly RouteDescription[] = [
  {
    method: "get",
    path: "/v1/audit/head",
    tag: "Audit",
    summary: "Where the audit trail ends",
    description: "Recorded outside the journal, it proves later that nothing was truncated.",
    callers: ["operatorToken", "sensitiveToken"],
    answers: {
      200: {
        description: "The end of the chain.",
        content: json("AuditHead", auditHead, {
          one: { seq: 1234, hash: "9f2c".padEnd(64, "0"), at: "2026-11-20T10:15:00.123Z" },
        }),
      },
    },
    problems: ["bad-request", "unauthorized", "not-ready"],
  },
];
