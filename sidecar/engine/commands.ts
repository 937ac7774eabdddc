import type { Journal } from "../journal/journal.ts";
import { type CorrectParts, correctDocument, REFUSALS } from "./correct.ts";
import { OdooFailure } from "./failures.ts";
import type { Log, Odoo, OutboxRow } from "./ports.ts";
import type { Previewer } from "./preview.ts";
import type { Document } from "./records.ts";
import type { Rehearsal } from "./rehearsal.ts";

/** A person's wishes from Odoo's work queue. */

export type CommandParts = Omit<CorrectParts, "journal"> & {
  readonly journal: Pick<
    Journal,
    "documentByKey" | "replay" | "dismiss" | "letPass" | "enterVersions" | "showAgain" | "audit"
  > &
    CorrectParts["journal"];
  readonly odoo: Pick<Odoo, "report" | "reportRehearsal">;
  readonly preview: Previewer;
  /** What is tried on a connection, by command. @returns the answer, or why there is none */
  readonly trials: Readonly<Record<string, (row: OutboxRow) => Promise<Rehearsal | string>>>;
  readonly log: Log;
};

type Command = (parts: CommandParts, document: Document, row: OutboxRow) => Promise<string | null>;

const COMMANDS: Readonly<Record<string, Command>> = {
  replay: tryAgain,
  dismiss,
  correct,
  pass: letPass,
  preview: showPreview,
};

/** Carries out commands. One that comes a second time does nothing more. Answers why it cannot be done, or null. */
export function createCommands(parts: CommandParts): (row: OutboxRow) => Promise<string | null> {
  return async (row) => {
    const trial = Object.hasOwn(parts.trials, row.event) ? parts.trials[row.event] : undefined;
    if (trial) return tryOut(parts, row, trial);
    const command = Object.hasOwn(COMMANDS, row.event) ? COMMANDS[row.event] : undefined;
    if (!command) return `Suture does not know the command "${row.event}".`;
    const document = await parts.journal.documentByKey(row.messageKey ?? "");
    if (!document) return "Suture's journal does not hold this document.";
    return command(parts, document, row);
  };
}

const actorOf = (row: OutboxRow): string => text(row.arguments.by) || "a user of Odoo";
const text = (value: unknown): string => (typeof value === "string" ? value : "");

async function tryAgain(parts: CommandParts, document: Document, row: OutboxRow): Promise<string | null> {
  const actor = actorOf(row);
  if (row.arguments.as_new_version === true) return newVersion(parts, document, row);
  if (document.state === "dismissed") return "It was dismissed: it is not tried again.";
  const replayed = await parts.journal.replay({ messageKey: document.key }, actor, 1);
  // Odoo may show something else than the journal has: then it is told again.
  if (replayed.length === 0) await parts.journal.showAgain(document.id);
  await parts.journal.audit({ actor, action: "document.replay", subject: document.id });
  return null;
}

async function newVersion(parts: CommandParts, document: Document, row: OutboxRow): Promise<string | null> {
  const reason = text(row.arguments.reason);
  if (reason === "") return "A new version needs a reason.";
  const entered = await parts.journal.enterVersions([document.id], actorOf(row), reason);
  if (entered.length > 0) return null;
  return document.state === "done" || document.state === "dismissed" ? null : REFUSALS.unfinished;
}

async function dismiss(parts: CommandParts, document: Document, row: OutboxRow): Promise<string | null> {
  if (document.state === "done") return "It is done already: there is nothing to dismiss.";
  await parts.journal.dismiss(document.key, actorOf(row), text(row.arguments.reason));
  return null;
}

async function correct(parts: CommandParts, document: Document, row: OutboxRow): Promise<string | null> {
  const outcome = await correctDocument(parts, document, {
    content: row.arguments.document,
    reason: text(row.arguments.reason),
    actor: actorOf(row),
    asNewVersion: row.arguments.as_new_version === true,
    request: row.key,
  });
  if ("id" in outcome) return null;
  if ("refused" in outcome) return REFUSALS[outcome.refused];
  return outcome.faults
    .map(({ pointer, message }) => (pointer ? `${pointer}: ${message}` : message))
    .join("\n");
}

async function letPass(parts: CommandParts, document: Document, row: OutboxRow): Promise<string | null> {
  if (await parts.journal.letPass(document.key, actorOf(row))) return null;
  const open = document.state === "attention" || document.state === "dismissed";
  if (open || document.state === "held") return "It is not held behind another document.";
  await parts.journal.showAgain(document.id);
  return null;
}

/** Tries something on a connection, and tells Odoo what came of it. Only a look, as a preview is. */
async function tryOut(
  parts: CommandParts,
  row: OutboxRow,
  trial: (row: OutboxRow) => Promise<Rehearsal | string>,
): Promise<string | null> {
  try {
    const answer = await trial(row);
    if (typeof answer === "string") return answer;
    const subject = row.connection ?? "";
    await parts.journal.audit({ actor: actorOf(row), action: `connection.${row.event}`, subject });
    await parts.odoo.reportRehearsal({ connection: subject, request: row.key, answer });
    return null;
  } catch (error) {
    if (error instanceof OdooFailure) return `Odoo could not be asked: ${error.message}`;
    parts.log.error({ connection: row.connection, error: String(error) }, `${row.event} failed`);
    return "It could not be tried: a fault in Suture. Its log says more.";
  }
}

async function showPreview(parts: CommandParts, document: Document, row: OutboxRow): Promise<string | null> {
  try {
    const [preview] = await parts.preview([{ document }]);
    if (!preview) return "There is nothing to show.";
    await parts.journal.audit({ actor: actorOf(row), action: "document.preview", subject: document.id });
    await parts.odoo.report([{ document, settlement: null, doneAt: null, preview }]);
    return null;
  } catch (error) {
    if (error instanceof OdooFailure) return `Odoo could not be asked: ${error.message}`;
    // Only a look: it must not keep what else is in the outbox from being taken.
    parts.log.error({ key: document.key, traceId: document.traceId, error: String(error) }, "preview failed");
    return "It could not be looked at: a fault in Suture. Its log says more.";
  }
}
