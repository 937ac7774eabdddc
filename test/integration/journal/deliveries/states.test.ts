import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import {
  DELIVERY_STATES,
  DELIVERY_TRANSITIONS,
  type DeliveryState,
} from "../../../../sidecar/engine/model/states.ts";
import { transaction } from "../../../../sidecar/journal/database.ts";
import { useJournal } from "../../../support/journal.ts";
import { textTerm } from "../../../support/told.ts";
import { illegalTransitions } from "../../../support/transitions.ts";

const store = useJournal();

type Cause = (typeof DELIVERY_TRANSITIONS)[number]["by"];
/** A delivery with its document, whose key is its connection as well. */
type Case = { readonly id: string; readonly documentId: string; readonly key: string };
type Operation = {
  readonly by: Cause;
  readonly name: string;
  readonly run: (given: Case) => Promise<unknown>;
};

const event = { type: "x", subject: "x", source: "x", data: {}, traceId: "0af7651916cd43dd8448eb211c80319c" };
const rejection = {
  code: "PARTNER_REJECTED",
  reason: [],
  suggestion: [],
  raised: () => event,
  resolved: () => event,
};

/** Enters an exception with a delivery in a state, past all rules. */
async function deliveryIn(state: DeliveryState): Promise<Case> {
  const key = randomUUID();
  const documentId = await store.journal.insertDocument({
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
    traceId: event.traceId,
    state: "queued",
  });
  if (documentId === null) throw new Error("the document was not entered");
  const id = randomUUID();
  await transaction(store.database, async (client) => {
    await client.query("set local session_replication_role = replica");
    await client.query("update document set state = 'attention' where id = $1", [documentId]);
    await client.query(
      `insert into delivery (id, connection, kind, code, document_id, control, file_name, content_type, body, state)
         values ($1, $2, 'document', 'T', $3, $4, 'x', 'x', '', $5)`,
      [id, key, documentId, JSON.stringify({ groupControl: documentId }), state],
    );
  });
  return { id, documentId, key };
}

async function stateOf({ id }: Case): Promise<string> {
  const { rows } = await store.database.query<{ state: string }>("select state from delivery where id = $1", [
    id,
  ]);
  return rows[0]?.state ?? "none";
}

const operations: readonly Operation[] = [
  {
    by: "deliver",
    name: "delivered",
    run: ({ id, documentId }) => store.journal.delivered({ id, attempts: 0, documentId }, null, []),
  },
  {
    by: "deliver",
    name: "to be retried",
    run: ({ id }) =>
      store.journal.settleDelivery(
        { id, attempts: 0 },
        { state: "queued", at: new Date(), error: textTerm("x") },
      ),
  },
  {
    by: "give-up",
    name: "given up",
    run: ({ id }) =>
      store.journal.settleDelivery({ id, attempts: 0 }, { state: "failed", error: textTerm("x") }),
  },
  {
    by: "acknowledge",
    name: "acknowledged",
    run: ({ key, documentId }) =>
      store.journal.acknowledge(
        key,
        { status: "accepted", errors: [], control: { groupControl: documentId } },
        "a",
        rejection,
      ),
  },
  { by: "dismiss", name: "dismissed", run: ({ key }) => store.journal.dismiss(key, "a", "b") },
  {
    by: "try-again",
    name: "replayed",
    run: ({ documentId }) => store.journal.replay({ documentIds: [documentId] }, "a", 1),
  },
];

/** The changes of a cause in the table; "none" is a delivery that is new, and staying is no change. */
const listed = (by: Cause): string[] =>
  DELIVERY_TRANSITIONS.filter((row) => row.by === by)
    .flatMap(({ from, to }) => from.map((one: string) => `${one} -> ${to}`))
    .filter((pair) => !/^(\w+) -> \1$/.test(pair))
    .toSorted();

async function seen(by: Cause): Promise<string[]> {
  const pairs = new Set<string>();
  for (const { run } of operations.filter((one) => one.by === by))
    for (const from of DELIVERY_STATES) {
      const given = await deliveryIn(from);
      await run(given);
      const to = await stateOf(given);
      if (to !== from) pairs.add(`${from} -> ${to}`);
    }
  return [...pairs].toSorted();
}

afterEach(async () => expect(await illegalTransitions(store.database)).toEqual([]));

describe("the journal's operations change the states of deliveries as the table says, all of it and nothing else", () => {
  const causes = [...new Set(DELIVERY_TRANSITIONS.map(({ by }) => by))].filter((by) => by !== "write");

  it("has an operation for every cause in the table", () => {
    expect(new Set(operations.map(({ by }) => by))).toEqual(new Set(causes));
  });

  it.each(causes)("%s", async (by) => expect(await seen(by)).toEqual(listed(by)));

  it("write: a new delivery is queued", async () => {
    const id = randomUUID();
    await store.database.query(
      `insert into delivery (id, connection, kind, code, control, file_name, content_type, body)
         values ($1, 'edi', 'document', 'T', '{}', 'x', 'x', '')`,
      [id],
    );
    expect(`none -> ${await stateOf({ id, documentId: "", key: "" })}`).toBe(listed("write").join());
  });
});

describe("a change of a delivery that the table does not have", () => {
  it("is reported by every test's journal", async () => {
    const { id } = await deliveryIn("done");
    await store.database.query("update delivery set state = 'queued' where id = $1", [id]);
    expect(await illegalTransitions(store.database)).toEqual(["delivery: done -> queued"]);
    await store.database.query("truncate illegal_transition");
  });
});
