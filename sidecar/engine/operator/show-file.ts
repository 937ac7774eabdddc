import type { Term } from "../../terms/term.ts";
import type { AuditJournal } from "../ports/journal/operators.ts";
import type { Odoo } from "../ports/odoo.ts";
import type { SourceFiles } from "../receive/source-files.ts";
import type { Document } from "../records.ts";
import { OdooFailure } from "../resilience/failures.ts";
import { say } from "./terms.ts";

export type ShowFileParts = {
  readonly journal: Pick<AuditJournal, "audit">;
  readonly odoo: Pick<Odoo, "report">;
  readonly sourceFiles: SourceFiles;
};

/**
 * Reports the file of a document to Odoo, for the person who asked for it, and records this in the audit log. Returns the reason
 * why this is not possible, or null.
 */
export async function showFile(
  { journal, odoo, sourceFiles }: ShowFileParts,
  document: Document,
  actor: string,
): Promise<Term | null> {
  const file = await sourceFiles(document);
  if (!file) return say("no-file");
  await journal.audit({ actor, action: "document.file", subject: document.id });
  try {
    await odoo.report([{ document, outcome: null, doneAt: null, shownFile: file }]);
    return null;
  } catch (error) {
    if (error instanceof OdooFailure) return say("asking-odoo-failed", { error: error.said });
    throw error;
  }
}
