import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import {
  type Cause,
  DOCUMENT_STATES,
  DOCUMENT_TRANSITIONS,
  isFinished,
  isTransition,
} from "../../../../sidecar/engine/model/states.ts";
import type { DocumentState, NewDocument } from "../../../../sidecar/engine/records.ts";
import { transaction } from "../../../../sidecar/journal/database.ts";
import { useJournal } from "../../../support/journal.ts";
import { illegalTransitions } from "../../../support/transitions.ts";

const store = useJournal();

/** Enters a document and puts it into a state, past all rules; `more` is SQL that sets further columns. */
async function documentIn(state: DocumentState, more = ""): Promise<string> {
  const key = randomUUID();
  const id = await store.journal.insertDocument(newDocument(key));
  if (id === null) throw new Error("the document was not entered");
  await transaction(store.database, async (client) => {
    await client.query("set local session_replication_role = replica");
    await client.query(`update document set state = $2 ${more && `, ${more}`} where id = $1`, [id, state]);
  });
  return id;
}

const newDocument = (key: string): NewDocument => ({
  messageId: null,
  direction: "outbound",
  connection: key,
  flow: "tiny",
  lane: "standard",
  code: null,
  type: "Acknowledgement",
  number: key,
  key,
  contentHash: key,
  aggregate: key,
  input: { type: "OutboxTrigger", key, event: "x", model: "purchase.order", id: 1, number: "P1" },
  controlReference: null,
  traceId: "0af7651916cd43dd8448eb211c80319c",
  state: "queued",
});

const keyOf = async (id: string) => (await store.journal.documentsById([id]))[0]?.key ?? "";
const stateOf = async (id: string) => (await store.journal.documentsById([id]))[0]?.state ?? "none";
const event = { type: "x", subject: "x", source: "x", data: {}, traceId: "0af7651916cd43dd8448eb211c80319c" };
const reason = {
  code: "PARTNER_REJECTED",
  reason: [],
  suggestion: [],
  raised: () => event,
  resolved: () => event,
};

async function withDelivery(id: string, state: "queued" | "failed"): Promise<void> {
  await store.database.query(
    `insert into delivery (id, connection, kind, code, document_id, control, file_name, content_type, body)
       values ($1, $2, 'document', 'T', $3, $4, 'x', 'x', '')`,
    [randomUUID(), await keyOf(id), id, JSON.stringify({ groupControl: id })],
  );
  if (state === "failed")
    await store.database.query("update delivery set state = 'failed' where document_id = $1", [id]);
}

type Operation = {
  readonly by: Cause;
  readonly name: string;
  /** Columns that the operation looks at. */
  readonly given?: string;
  readonly run: (id: string) => Promise<unknown>;
};

const past = "clock_timestamp() - interval '1 hour'";
const decision = async (id: string) => ({
  messageKey: await keyOf(id),
  actor: "a",
  reason: "",
  request: randomUUID(),
});
const heldBehind = "held_behind = (select id from document where state = 'done' limit 1)";

const operations: readonly Operation[] = [
  { by: "dismiss", name: "dismiss", run: async (id) => store.journal.dismiss(await keyOf(id), "a", "b") },
  {
    by: "reopen",
    name: "reopen, without a reason",
    run: async (id) => store.journal.reopen(await decision(id)),
  },
  {
    by: "reopen",
    name: "reopen, with a reason",
    given: "reason_code = 'UNKNOWN_ITEM'",
    run: async (id) => store.journal.reopen(await decision(id)),
  },
  { by: "try-again", name: "replay", run: async (id) => store.journal.replay({ documentIds: [id] }, "a", 1) },
  {
    by: "try-again",
    name: "replay, with a delivery",
    run: async (id) => {
      await withDelivery(id, "failed");
      await store.journal.replay({ documentIds: [id] }, "a", 1);
    },
  },
  {
    by: "let-pass",
    name: "let pass",
    given: heldBehind,
    run: async (id) => store.journal.letPass(await keyOf(id), "a"),
  },
  {
    by: "schedule",
    name: "queue what is due",
    given: `next_attempt_at = ${past}`,
    run: () => store.journal.queueDue(),
  },
  { by: "release", name: "queue what is free", given: heldBehind, run: () => store.journal.queueDue() },
  {
    by: "retry-blamed",
    name: "retry the blamed",
    given: "reason_code = 'ODOO_REJECTED', failed_alone = 1",
    run: () => store.journal.retryBlamed(4),
  },
  {
    by: "overdue",
    name: "raise the overdue",
    given: `acknowledgement = 'awaited', due_at = ${past}`,
    run: () => store.journal.raiseOverdue(reason),
  },
  ...(["accepted", "rejected"] as const).map(
    (status): Operation => ({
      by: "acknowledge",
      name: `an acknowledgement: ${status}`,
      run: async (id) => {
        await withDelivery(id, "queued");
        const control = { groupControl: id };
        await store.journal.acknowledge(await keyOf(id), { status, errors: [], control }, "a", reason);
      },
    }),
  ),
  {
    by: "deliver",
    name: "delivered",
    run: async (id) => {
      await withDelivery(id, "queued");
      const connection = await keyOf(id);
      const { deliveries } = await store.journal.takeDeliveries({
        ...{ connection, target: connection, route: "primary", limit: 1, leaseSeconds: 60, inOrder: false },
        fallbackBefore: null,
      });
      for (const delivery of deliveries) await store.journal.delivered(delivery, null, []);
    },
  },
];

/** The pairs of states of a cause; those of several operations that share it are put together. */
const listed = (by: Cause): string[] =>
  DOCUMENT_TRANSITIONS.filter((row) => row.by === by)
    .flatMap(({ from, to }) => from.map((one: string) => `${one} -> ${to}`))
    .filter((pair) => !/^(\w+) -> \1$/.test(pair))
    .toSorted();

async function seen(those: readonly Operation[]): Promise<string[]> {
  const pairs = new Set<string>();
  await documentIn("done", "done_at = clock_timestamp()");
  for (const { given, run } of those)
    for (const from of DOCUMENT_STATES) {
      const id = await documentIn(from, given);
      await run(id);
      const to = await stateOf(id);
      if (to !== from) pairs.add(`${from} -> ${to}`);
      await store.database.query("truncate document cascade");
      await documentIn("done", "done_at = clock_timestamp()");
    }
  return [...pairs].toSorted();
}

afterEach(async () => expect(await illegalTransitions(store.database)).toEqual([]));

describe("the journal's operations make all transitions of the table and no others", () => {
  const causes = [...new Set(operations.map(({ by }) => by))].filter((by) => by !== "deliver");
  it.each(causes)("%s", async (by) => {
    expect(await seen(operations.filter((one) => one.by === by))).toEqual(listed(by));
  });

  it("deliver: an accepted delivery is done", async () => {
    const pairs = await seen(operations.filter(({ by }) => by === "deliver"));
    expect(pairs).toEqual(listed("deliver").filter((pair) => pair.endsWith("-> done")));
  });

  it("settle", async () => {
    for (const to of DOCUMENT_STATES)
      for (const from of DOCUMENT_STATES) {
        const id = await documentIn(from);
        const isLegal = isTransition(from, to);
        const settling = store.journal.settle([{ id, state: to, revision: 9, step: { name: "x" } }], []);
        if (!isLegal && !isFinished(from)) {
          await expect(settling, `${from} -> ${to}`).rejects.toThrow("there is no transition");
          continue;
        }
        const settled = await settling;
        expect([from, to, settled.has(id), await stateOf(id)]).toEqual([
          from,
          to,
          isLegal,
          isLegal ? to : from,
        ]);
      }
  });
});

describe("a transition that is not in the table", () => {
  it("is reported by every test's journal", async () => {
    const id = await documentIn("dismissed");
    await store.database.query("update document set state = 'waiting' where id = $1", [id]);
    expect(await illegalTransitions(store.database)).toEqual(["document: dismissed -> waiting"]);
    await store.database.query("truncate illegal_transition");
  });
});
