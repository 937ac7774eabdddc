import { english } from "../../catalogue/terms.ts";
import { decisions } from "../../documents/decisions.ts";
import { CLOSING_TERMS } from "../../engine/model/closing.ts";
import { isFinished, statesBefore, stepOf } from "../../engine/model/states.ts";
import type { Decision, DecisionRefusal } from "../../engine/ports/journal/operators.ts";
import type { Acceptance, Finding } from "../../flows/flow.ts";
import { permittedDecisions } from "../../flows/kit/findings.ts";
import type { AuditWriter } from "../audit/audit.ts";
import { type Database, type Queryable, transaction } from "../database.ts";
import { insertSteps } from "../documents/steps.ts";
import { selectFindings } from "../said-columns.ts";
import { REPLAYABLE, replayOne } from "./replay.ts";

type Row = {
  id: string;
  message_id: string | null;
  state: string;
  input: unknown;
  findings: Finding[];
  asked: boolean;
  reason_code: string | null;
  /** Whether Suture closed the document as an exception whose matter was settled. */
  closed: boolean;
};

/**
 * Stores the decisions in `wished` with a document, if its findings permit all of them, and queues the document again. Does
 * nothing if the request was executed before or no document has the key.
 * @returns the reason why the decision is refused, or null
 */
export function accept(
  database: Database,
  audit: AuditWriter,
  { messageKey, actor, reason, request }: Decision,
  wished: readonly Acceptance[],
): Promise<DecisionRefusal | null> {
  return transaction(database, async (client) => {
    const row = await locked(client, messageKey, request);
    if (!row || row.asked) return null;
    if (!REPLAYABLE.includes(row.state)) return isFinished(row.state) ? "finished" : "busy";
    const taken = permittedDecisions(row.findings, wished);
    // A person decides about all of them at once. If one of them no longer applies, none does.
    if (taken.length === 0 || taken.length < wished.length) return "changed";
    const accepted = taken.map(({ decision }) => decision);
    await client.query(
      "update document set accepted = accepted || $2::jsonb, commands = commands || $3::text where id = $1",
      [row.id, JSON.stringify(accepted.map((each) => ({ ...each, by: actor }))), request],
    );
    const detail = `by ${actor}${reason === "" ? "" : ` (${reason})`}: ${taken.map(inWords).join(" ")}`;
    await insertSteps(client, [{ documentId: row.id, name: "accepted", detail }]);
    await audit(client, { actor, action: "document.accept", subject: row.id, detail: { reason, accepted } });
    await replayOne(client, row, actor);
    return null;
  });
}

function inWords({ finding, decision }: ReturnType<typeof permittedDecisions>[number]): string {
  const text = english(finding.text);
  return decision.decision === undefined ? text : `${text} → ${decisions[decision.decision].label}.`;
}

/**
 * Undoes a dismissal: the document becomes an exception again, or is queued if it was not an exception. This is refused
 * if a later document of the same aggregate is done, because the order would be wrong, if the document has a later
 * version, or if its content was deleted. An exception that Suture closed by itself is reopened even after a later
 * document: nothing is applied until a person decides.
 * @returns the reason why the decision is refused, or null
 */
export function reopen(
  database: Database,
  audit: AuditWriter,
  { messageKey, actor, reason, request }: Decision,
): Promise<DecisionRefusal | null> {
  return transaction(database, async (client) => {
    const row = await locked(client, messageKey, request);
    if (!row || row.asked) return null;
    if (!statesBefore("reopen").some((state) => state === row.state))
      return row.state === "done" ? "finished" : "open";
    const refusal = await overtaken(client, row.id);
    // An exception that Suture closed returns to a person, who then decides with the later document in view.
    if (refusal && !(refusal === "overtaken" && row.closed)) return refusal;
    await client.query(
      `update document set state = $2, note = null, note_terms = null, done_at = null, commands = commands || $3::text, revision = revision + 1,
         published_at = case when $2 = 'queued' then null else published_at end, changed_at = clock_timestamp()
       where id = $1`,
      [row.id, row.reason_code === null ? "queued" : "attention", request],
    );
    const detail = `by ${actor}${reason === "" ? "" : `: ${reason}`}`;
    await insertSteps(client, [{ documentId: row.id, name: stepOf("reopen", "attention"), detail }]);
    await audit(client, { actor, action: "document.reopen", subject: row.id, detail: { reason } });
    return null;
  });
}

async function locked(client: Queryable, messageKey: string, request: string): Promise<Row | undefined> {
  const found = await client.query<Row>(
    `select id, message_id, state, coalesce(corrected, input) as input, ${selectFindings("findings")}, reason_code, $2 = any(commands) as asked,
       reason_code is not null and coalesce(note_terms -> 0 ->> 'term' = any($3), false) as closed
     from document where message_key = $1 for update`,
    [messageKey, request, CLOSING_TERMS],
  );
  return found.rows[0];
}

async function overtaken(client: Queryable, id: string): Promise<DecisionRefusal | null> {
  const found = await client.query<{ done: boolean; superseded: boolean; emptied: boolean }>(
    `select exists (select 1 from document later where later.aggregate = d.aggregate and later.direction = d.direction
         and later.sequence > d.sequence and later.state = 'done') as done,
       exists (select 1 from document later where later.supersedes = d.id) as superseded,
       content_removed_at is not null as emptied
     from document d where d.id = $1`,
    [id],
  );
  const [row] = found.rows;
  if (row?.superseded) return "superseded";
  if (row?.emptied) return "emptied";
  return row?.done ? "overtaken" : null;
}
