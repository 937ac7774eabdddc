import type { Term } from "../../terms/term.ts";
import type { Words } from "../../terms/words.ts";
import type { DryRunResult } from "../ports/dry-run.ts";
import type { AuditJournal } from "../ports/journal/operators.ts";
import type { Odoo, OutboxRow } from "../ports/odoo.ts";
import type { Log } from "../ports/runtime.ts";
import { OdooFailure } from "../resilience/failures.ts";
import { say } from "./terms.ts";

/**
 * Runs a test on a connection, as an outbox row requests it.
 * @returns the result, or the reason why there is none
 */
export type RunTestFile = (row: OutboxRow) => Promise<DryRunResult | Term>;

export type TestFileCommandParts = {
  readonly journal: Pick<AuditJournal, "audit">;
  readonly odoo: Pick<Odoo, "reportRehearsal">;
  readonly log: Log;
};

/**
 * Runs a test on a connection, which has no effects, and reports the result to Odoo. Returns the reason why the test
 * cannot run, or null.
 */
export async function runTestFile(
  parts: TestFileCommandParts,
  row: OutboxRow,
  actor: string,
  run: RunTestFile,
): Promise<Term | Words | null> {
  try {
    const answer = await run(row);
    if (typeof answer === "string" || "term" in answer) return answer;
    const subject = row.connection ?? "";
    await parts.journal.audit({ actor, action: `connection.${row.event}`, subject });
    await parts.odoo.reportRehearsal({ connection: subject, request: row.key, answer });
    return null;
  } catch (error) {
    if (error instanceof OdooFailure) return say("asking-odoo-failed", { error: error.said });
    parts.log.error({ connection: row.connection, error: String(error) }, `${row.event} failed`);
    return say("try-out-failed");
  }
}
