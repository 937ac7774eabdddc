import type { Term } from "../../terms/term.ts";
import type { Words } from "../../terms/words.ts";
import { closingIn } from "../model/closing.ts";
import { isFinished } from "../model/states.ts";
import type { DocumentJournal, ReportJournal } from "../ports/journal/documents.ts";
import type { AuditJournal, OperatorJournal } from "../ports/journal/operators.ts";
import type { OutboxRow } from "../ports/odoo.ts";
import type { Document } from "../records.ts";
import { type CorrectParts, correctDocument, REFUSALS } from "./correct.ts";
import { isKeyCommand } from "./partner-keys.ts";
import { type RunTestFile, runTestFile, type TestFileCommandParts } from "./run-test-file.ts";
import { type ShowFileParts, showFile } from "./show-file.ts";
import { acceptancesIn, faultLines, type ShowPreviewParts, showPreview } from "./show-preview.ts";
import { say } from "./terms.ts";

/** The dependencies of the commands that people give in Odoo's work queue. */
export type CommandParts = Omit<CorrectParts, "journal"> & {
  readonly journal: Pick<DocumentJournal, "documentByKey"> &
    Pick<
      OperatorJournal,
      "replay" | "dismiss" | "reopen" | "accept" | "letPass" | "acceptNumber" | "enterVersions"
    > &
    Pick<ReportJournal, "showAgain"> &
    Pick<AuditJournal, "audit"> &
    CorrectParts["journal"];
  /** The functions that run a test on a connection, by the name of the command. */
  readonly testFiles: Readonly<Record<string, RunTestFile>>;
  /** Carries out a command for the keys of a connection. */
  readonly keyCommand: (row: OutboxRow) => Promise<Term | null>;
} & Omit<ShowPreviewParts, "journal"> &
  Omit<ShowFileParts, "journal"> &
  Omit<TestFileCommandParts, "journal">;

type Command = (parts: CommandParts, document: Document, row: OutboxRow) => Promise<Term | Words | null>;

const COMMANDS: Readonly<Record<string, Command>> = {
  replay: tryAgain,
  dismiss,
  reopen,
  accept,
  correct,
  pass: letPass,
  accept_number: acceptNumber,
  preview: previewCommand,
  file: (parts, document, row) => showFile(parts, document, actorOf(row)),
};

/**
 * Creates the function that executes the commands in outbox rows. It returns the reason why a command cannot be
 * executed, or null. Executing a command a second time has no further effect.
 */
export function createCommands(parts: CommandParts): (row: OutboxRow) => Promise<Term | Words | null> {
  return async (row) => {
    const run = Object.hasOwn(parts.testFiles, row.event) ? parts.testFiles[row.event] : undefined;
    if (run) return runTestFile(parts, row, actorOf(row), run);
    if (isKeyCommand(row.event)) return parts.keyCommand(row);
    const command = Object.hasOwn(COMMANDS, row.event) ? COMMANDS[row.event] : undefined;
    if (!command) return say("unknown-command", { command: row.event });
    const document = await parts.journal.documentByKey(row.messageKey ?? "");
    if (!document) return say("unknown-document");
    return command(parts, document, row);
  };
}

const actorOf = (row: OutboxRow): string => text(row.arguments.by) || "a user of Odoo";
const text = (value: unknown): string => (typeof value === "string" ? value : "");

async function tryAgain(
  parts: CommandParts,
  document: Document,
  row: OutboxRow,
): Promise<Term | Words | null> {
  const actor = actorOf(row);
  if (row.arguments.as_new_version === true) return newVersion(parts, document, row);
  if (document.state === "dismissed") return say("dismissed");
  const replayed = await parts.journal.replay({ messageKey: document.key }, actor, 1);
  // Odoo may show an outdated state of the document, so it is reported again.
  if (replayed.length === 0) await parts.journal.showAgain(document.id);
  await parts.journal.audit({ actor, action: "document.replay", subject: document.id });
  return null;
}

async function newVersion(
  parts: CommandParts,
  document: Document,
  row: OutboxRow,
): Promise<Term | Words | null> {
  const reason = text(row.arguments.reason);
  if (reason === "") return say("version-needs-reason");
  const entered = await parts.journal.enterVersions([document.id], actorOf(row), reason);
  if (entered.length > 0) return null;
  return isFinished(document.state) ? null : REFUSALS.unfinished;
}

async function dismiss(
  parts: CommandParts,
  document: Document,
  row: OutboxRow,
): Promise<Term | Words | null> {
  if (document.state === "done") return say("already-done");
  if (row.arguments.closing !== undefined) return close(parts, document, row);
  await parts.journal.dismiss(document.key, actorOf(row), text(row.arguments.reason), row.key);
  return null;
}

/** Dismisses an exception because its matter is settled. If it has changed in the meantime, it is reported again. */
async function close(parts: CommandParts, document: Document, row: OutboxRow): Promise<Term | null> {
  const closing = closingIn(row.arguments.closing);
  if (closing === null) return say("unknown-closing");
  const reason = text(row.arguments.reason);
  const closed = await parts.journal.dismiss(document.key, actorOf(row), reason, row.key, closing);
  if (!closed) await parts.journal.showAgain(document.id);
  return null;
}

const decisionOf = (document: Document, row: OutboxRow) => ({
  messageKey: document.key,
  actor: actorOf(row),
  reason: text(row.arguments.reason),
  request: row.key,
});

async function reopen(parts: CommandParts, document: Document, row: OutboxRow): Promise<Term | Words | null> {
  const refusal = await parts.journal.reopen(decisionOf(document, row));
  return refusal && REFUSALS[refusal];
}

async function accept(parts: CommandParts, document: Document, row: OutboxRow): Promise<Term | Words | null> {
  const refusal = await parts.journal.accept(
    decisionOf(document, row),
    acceptancesIn(row.arguments.findings),
  );
  return refusal && REFUSALS[refusal];
}

async function correct(
  parts: CommandParts,
  document: Document,
  row: OutboxRow,
): Promise<Term | Words | null> {
  const outcome = await correctDocument(parts, document, {
    content: row.arguments.document,
    reason: text(row.arguments.reason),
    actor: actorOf(row),
    asNewVersion: row.arguments.as_new_version === true,
    request: row.key,
  });
  if ("id" in outcome) return null;
  if ("refused" in outcome) return REFUSALS[outcome.refused];
  return faultLines(outcome.faults);
}

async function letPass(
  parts: CommandParts,
  document: Document,
  row: OutboxRow,
): Promise<Term | Words | null> {
  if (await parts.journal.letPass(document.key, actorOf(row))) return null;
  const open = document.state === "attention" || document.state === "dismissed";
  if (open || document.state === "held") return say("not-held");
  await parts.journal.showAgain(document.id);
  return null;
}

/** Processes a file as a new one although its number was used before. An outdated view of Odoo is corrected. */
async function acceptNumber({ journal }: CommandParts, document: Document, row: OutboxRow): Promise<null> {
  if (!(await journal.acceptNumber(document.key, actorOf(row)))) await journal.showAgain(document.id);
  return null;
}

function previewCommand(
  parts: CommandParts,
  document: Document,
  row: OutboxRow,
): Promise<Term | Words | null> {
  return showPreview(parts, document, row, actorOf(row));
}
