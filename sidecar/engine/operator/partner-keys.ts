import type { Term } from "../../terms/term.ts";
import { asWords } from "../../terms/words.ts";
import type { Connections } from "../model/connections.ts";
import type { Odoo, OutboxRow } from "../ports/odoo.ts";
import {
  KEY_KINDS,
  type KeyKind,
  type KeysReport,
  type MakeKey,
  type PartnerKeyJournal,
} from "../ports/partner-keys.ts";
import { OdooFailure } from "../resilience/failures.ts";
import { say } from "./terms.ts";

/** The dependencies of the commands for partners' keys. */
export type KeyCommandParts = {
  readonly journal: Pick<
    PartnerKeyJournal,
    "createPartnerKey" | "revokePartnerKey" | "confirmDelivery" | "partnerKeys"
  >;
  readonly odoo: Pick<Odoo, "reportKeys">;
  readonly connections: Connections;
  readonly refreshConnections: () => Promise<void>;
  readonly makeKey: MakeKey;
};

type Answer = KeysReport["answer"];
type KeyCommand = (parts: KeyCommandParts, row: OutboxRow, connection: string) => Promise<Answer | Term>;

/** The commands for partners' keys, by event. Each ends with a report of the connection's keys. */
const COMMANDS: Readonly<Record<string, KeyCommand>> = {
  create_key: createKey,
  revoke_key: revokeKey,
  list_keys: async () => null,
};

/** The longest validity, in days, and the longest time, in hours, that earlier keys remain valid beside a new one. */
const MOST_DAYS = 3650;
const MOST_HOURS = 8760;

export const isKeyCommand = (event: string): boolean => Object.hasOwn(COMMANDS, event);

/**
 * Carries out a command for the keys of a connection, and reports its keys to Odoo. If the person can no longer receive the text of
 * a new key, revokes it, because nobody would ever know it. Returns the reason why the command is refused, or null.
 */
export async function carryOutKeyCommand(parts: KeyCommandParts, row: OutboxRow): Promise<Term | null> {
  try {
    return await carryOut(parts, row);
  } catch (error) {
    // While Odoo is unreachable or busy, the command is repeated. If Odoo refuses the report, repeating it would not help.
    if (!(error instanceof OdooFailure) || error.kind !== "refused") throw error;
    return say("asking-odoo-failed", { error: error.said });
  }
}

async function carryOut(parts: KeyCommandParts, row: OutboxRow): Promise<Term | null> {
  const connection = await connectionOf(parts, row);
  if (connection === null) return refuse(parts, row, row.connection ?? "", say("unknown-connection"));
  const command = COMMANDS[row.event] as KeyCommand;
  const answer = await command(parts, row, connection);
  if (answer !== null && "term" in answer) return refuse(parts, row, connection, answer);
  const isDelivered = await report(parts, connection, answer);
  const { id } = answer ?? { id: null };
  if (id === null) return null;
  if (isDelivered) await parts.journal.confirmDelivery(id);
  else await parts.journal.revokePartnerKey(connection, id, actorOf(row));
  // The states of the keys have changed since the answer.
  await report(parts, connection, null);
  return null;
}

async function refuse(
  parts: KeyCommandParts,
  row: OutboxRow,
  connection: string,
  reason: Term,
): Promise<Term | null> {
  const refusal = asWords(reason);
  await report(parts, connection, { request: row.key, id: null, envelope: null, refusal });
  return reason;
}

async function report({ journal, odoo }: KeyCommandParts, connection: string, answer: Answer) {
  return odoo.reportKeys({ connection, keys: await journal.partnerKeys(connection), answer });
}

/** Connections that are switched off are included, because a connection gets its key before it is switched on. */
async function connectionOf(
  { connections, refreshConnections }: KeyCommandParts,
  { connection }: OutboxRow,
): Promise<string | null> {
  if (connection === null) return null;
  if (!connections.configured(connection)) await refreshConnections();
  return connections.configured(connection)?.code ?? null;
}

const actorOf = ({ arguments: given }: OutboxRow): string =>
  typeof given.by === "string" && given.by !== "" ? given.by : "a user of Odoo";

async function createKey({ journal, makeKey }: KeyCommandParts, row: OutboxRow, connection: string) {
  const { kind, public_key: publicKey, valid_days, others_end_after_hours } = row.arguments;
  if (!isKind(kind)) return say("key-kind-unknown", { kind: String(kind) });
  const validDays = numberIn(valid_days, 1, MOST_DAYS);
  const othersEndAfterHours = numberIn(others_end_after_hours, 0, MOST_HOURS);
  if (validDays === undefined || othersEndAfterHours === undefined) return say("key-validity");
  const made = makeKey(kind, { connection, publicKey: String(publicKey), request: row.key });
  if ("fault" in made) return say(made.fault === "no-vault" ? "no-secret-key" : "key-public-key");
  const { id, envelope } = await journal.createPartnerKey({
    ...made,
    connection,
    kind,
    request: row.key,
    actor: actorOf(row),
    validDays,
    othersEndAfterHours,
  });
  // A request that is executed again after its answer was delivered only reports the keys.
  return envelope === null ? null : { request: row.key, id, envelope, refusal: null };
}

const isKind = (kind: unknown): kind is KeyKind => KEY_KINDS.some((known) => known === kind);

/** Returns a whole number between the bounds, null if there is none, or undefined if the value is anything else. */
function numberIn(value: unknown, least: number, most: number): number | null | undefined {
  if (value === null || value === undefined || value === false) return null;
  return Number.isInteger(value) && Number(value) >= least && Number(value) <= most
    ? Number(value)
    : undefined;
}

async function revokeKey({ journal }: KeyCommandParts, row: OutboxRow, connection: string) {
  const isRevoked = await journal.revokePartnerKey(connection, String(row.arguments.id), actorOf(row));
  return isRevoked ? null : say("key-not-valid");
}
