import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import type { RetentionTask } from "../../../../sidecar/engine/ports/journal/upkeep.ts";
import { IN_ORDER, RETENTION_SQL } from "../../../../sidecar/journal/upkeep/retention.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument, newMessage } from "../../../support/records.ts";

const test = useJournal();
const DAY = 90;
const bodies: RetentionTask = { what: "bodies", flow: "clinical-flow", days: DAY };
const contents: RetentionTask = { what: "contents", flow: "clinical-flow", days: DAY };

type Given = {
  readonly days: number;
  readonly state?: string;
  readonly acknowledgement?: string;
  readonly flow?: string | null;
  readonly unreported?: boolean;
};

/** A message with one document, received this many days ago. */
async function arrived({
  days,
  state = "done",
  acknowledgement = "none",
  flow = "clinical-flow",
  unreported,
}: Given) {
  const message = newMessage({ headers: { "user-agent": "x" }, sender: "10.0.0.1" });
  const [stored] = await test.journal.insertMessages([message]);
  const messageId = stored?.id ?? "";
  const document = newDocument({ messageId, flow });
  await test.journal.decodeTogether([messageId], async () => ({
    documents: [document],
    deliveries: [],
    events: [],
    step: { name: "decoded" },
    retainedAs: flow ?? "",
  }));
  await test.database.query(
    "update message set received_at = received_at - make_interval(days => $2), kept_since = kept_since - make_interval(days => $2) where id = $1",
    [messageId, days],
  );
  const made = await test.database.query<{ id: string }>(
    `update document set received_at = received_at - make_interval(days => $2), state = $3, acknowledgement = $4,
       done_at = clock_timestamp(), reported_revision = revision - $5::int where message_id = $1 returning id`,
    [messageId, days, state, acknowledgement, unreported ? 1 : 0],
  );
  return { message, messageId, documentId: made.rows[0]?.id ?? "" };
}

async function work(task: RetentionTask, limit = 500): Promise<number> {
  let rows = 0;
  for (;;) {
    const done = await test.journal.retainOnce(task, limit);
    rows += done ?? 0;
    if (done === null || done < limit) return rows;
  }
}

const bodyOf = async (id: string) => (await test.journal.messageBody(id))?.body ?? null;

describe("an expired message", () => {
  it("loses its bytes and its sender, and remains known: a repeated delivery is a duplicate", async () => {
    const old = await arrived({ days: DAY + 1 });
    expect(await work(bodies)).toBe(1);
    expect(await bodyOf(old.messageId)).toBeNull();
    const summary = await test.journal.messageSummary(old.messageId);
    expect(summary).toMatchObject({
      size: old.message.body.length,
      bodyRemovedAt: expect.any(Date),
      status: "done",
    });
    const row = await test.database.query("select headers, sender from message where id = $1", [
      old.messageId,
    ]);
    expect(row.rows).toEqual([{ headers: {}, sender: null }]);
    expect(await test.journal.insertMessages([old.message])).toEqual([
      { id: old.messageId, outcome: "duplicate" },
    ]);
    const [other] = await test.journal.insertMessages([{ ...old.message, contentHash: "another" }]);
    expect(other?.outcome).toBe("conflict");
    expect(await work(bodies)).toBe(0);
  });

  it.each([
    ["is younger", { days: DAY - 1 }],
    ["is of a flow that keeps longer", { days: 2 * DAY, flow: "another-flow" }],
    ["needs a person", { days: 2 * DAY, state: "attention" }],
    ["waits for a retry", { days: 2 * DAY, state: "waiting" }],
    ["is held", { days: 2 * DAY, state: "held" }],
    ["waits for its turn", { days: 2 * DAY, state: "queued" }],
    ["awaits an acknowledgement", { days: 2 * DAY, acknowledgement: "awaited" }],
    ["has an overdue acknowledgement", { days: 2 * DAY, acknowledgement: "overdue" }],
    ["is not shown by Odoo yet", { days: 2 * DAY, unreported: true }],
  ])("keeps everything if it %s", async (_why, given) => {
    const kept = await arrived(given);
    await work(bodies);
    await work(contents);
    await work({ what: "steps", days: 0 });
    await work({ what: "documents", days: 0 });
    await work({ what: "messages", days: 0 });
    expect(await bodyOf(kept.messageId)).toEqual(kept.message.body);
    const [document] = await test.journal.documentsById([kept.documentId]);
    expect(document?.input).not.toBeNull();
  });

  it("keeps its bytes until it is decoded", async () => {
    const [stored] = await test.journal.insertMessages([newMessage()]);
    await test.database.query("update message set received_at = '2000-01-01' where id = $1", [stored?.id]);
    await work({ what: "bodies", flow: "", days: 1 });
    expect(await bodyOf(stored?.id ?? "")).not.toBeNull();
  });

  it("is not decoded again", async () => {
    const old = await arrived({ days: DAY + 1 });
    await work(bodies);
    await test.database.query("update message set state = 'received' where id = $1", [old.messageId]);
    const read = await test.journal.decodeTogether([old.messageId], () =>
      Promise.reject(new Error("read again")),
    );
    expect(read).toBe(0);
  });
});

describe("deletion by age", () => {
  it("deletes the content of a document, then its steps, then its row and that of its message", async () => {
    const old = await arrived({ days: 5000 });
    const gone = async () => {
      const rows = await test.database.query<{
        step: number;
        document: number;
        message: number;
        content: number;
      }>(
        `select (select count(*)::int from step where document_id = $1) as step,
           (select count(*)::int from document where id = $1) as document,
           (select count(*)::int from document where id = $1 and input is not null) as content,
           (select count(*)::int from message where id = $2) as message`,
        [old.documentId, old.messageId],
      );
      return rows.rows[0];
    };
    expect(await gone()).toEqual({ step: 1, document: 1, content: 1, message: 1 });
    await work({ what: "documents", days: 4000 });
    await work({ what: "messages", days: 4000 });
    expect(await gone()).toEqual({ step: 1, document: 1, content: 1, message: 1 });
    await work(contents);
    await work(bodies);
    expect(await gone()).toEqual({ step: 1, document: 1, content: 0, message: 1 });
    await work({ what: "messages", days: 4000 });
    expect(await gone()).toMatchObject({ message: 1 });
    await work({ what: "documents", days: 4000 });
    await work({ what: "messages", days: 4000 });
    expect(await gone()).toEqual({ step: 0, document: 0, content: 0, message: 0 });
  });

  it("deletes a correction with the content it replaced, and keeps the record that there was one", async () => {
    const old = await arrived({ days: DAY + 1 });
    await test.database.query("update document set corrected = '{}' where id = $1", [old.documentId]);
    await test.database.query(
      `insert into correction (document_id, number, content, changes, reason, actor)
       values ($1, 1, '{"id": "X"}', '[{"pointer": "/id", "to": "X"}]', 'mistyped', 'Ann')`,
      [old.documentId],
    );
    await work(contents);
    const { rows } = await test.database.query(
      `select d.corrected, c.content, c.changes, c.actor from document d join correction c on c.document_id = d.id
       where d.id = $1`,
      [old.documentId],
    );
    expect(rows).toEqual([{ corrected: null, content: null, changes: null, actor: "Ann" }]);
  });

  it("excludes a document without content from later plans", async () => {
    const old = await arrived({ days: DAY + 1 });
    const [document] = await test.journal.documentsById([old.documentId]);
    const aggregate = document?.aggregate ?? "";
    expect(await test.journal.appliedOf([aggregate], "inbound")).toHaveLength(1);
    await work(contents);
    expect(await test.journal.appliedOf([aggregate], "inbound")).toEqual([]);
  });

  it("deletes published events, rejections and steps, and keeps recent and unpublished ones", async () => {
    await test.database.query(`
      insert into event (id, type, subject, source, data, trace_id, published_at) select gen_random_uuid(), 't', 's', 'x', '{}', 't',
        case when n % 3 = 0 then null when n % 3 = 1 then now() else now() - interval '31 days' end from generate_series(1, 30) n;
      insert into rejection (id, transport, status, reason, trace_id, at) select gen_random_uuid(), 'https', 401, 'unauthorized', 't',
        now() - make_interval(days => n * 10) from generate_series(1, 20) n`);
    expect(await work({ what: "events", days: 30 }, 4)).toBe(10);
    expect(await work({ what: "rejections", days: 95 }, 4)).toBe(11);
    const old = await arrived({ days: 500 });
    await test.database.query(
      "update step set at = now() - interval '401 days' where document_id = $1 or message_id = $2",
      [old.documentId, old.messageId],
    );
    expect(await work({ what: "steps", days: 400 })).toBe(2);
  });

  it("deletes the bytes of sent files, and keeps those of pending ones", async () => {
    await test.database.query(
      `insert into delivery (id, connection, kind, code, control, file_name, content_type, body, state, created_at)
       select gen_random_uuid(), 'c', 'acknowledgement', '997', '{}', 'f', 'x', 'bytes',
         case when n % 2 = 0 then 'queued' else 'done' end, now() - interval '3000 days' from generate_series(1, 10) n`,
    );
    expect(await work({ what: "deliveries", days: 2555 }, 2)).toBe(5);
  });
});

describe("deletion in batches", () => {
  it("has the requested size", async () => {
    await work(bodies);
    for (let count = 0; count < 5; count++) await arrived({ days: DAY + 1 });
    expect(await test.journal.retainOnce(bodies, 2)).toBe(2);
    expect(await test.journal.retainOnce(bodies, 2)).toBe(2);
    expect(await test.journal.retainOnce(bodies, 2)).toBe(1);
  });

  it("is done by one sidecar at a time", async () => {
    const other = await test.database.connect();
    await other.query("begin; select pg_advisory_xact_lock(7340004)");
    expect(await test.journal.retainOnce(bodies, 2)).toBeNull();
    await other.query("commit");
    other.release();
    expect(await test.journal.retainOnce(bodies, 2)).not.toBeNull();
  });
});

const FILL = `
  insert into message (id, connection, transport, identity, content_hash, body, state, trace_id, received_at, kept_since, published_at, retained_as)
    select gen_random_uuid(), 'c', 'https', 'm' || n, 'h', 'b', 'decoded', 't', now() - make_interval(mins => n), now() - make_interval(mins => n), now(),
      (array['clinical-flow', 'order-response', 'vendor-invoice', ''])[1 + n % 4] from generate_series(1, 500000) n;
  insert into document (id, direction, connection, flow, message_key, content_hash, aggregate, input, state, trace_id,
      received_at, published_at, reported_revision, done_at)
    select gen_random_uuid(), 'inbound', 'c', (array['clinical-flow', 'order-response', 'vendor-invoice', null])[1 + n % 4],
      'd' || n, 'h', 'a' || n, '{}', 'done', 't', now() - make_interval(mins => n), now(), 1, now()
    from generate_series(1, 200000) n;
  insert into step (document_id, name, at) select null, 'x', now() - make_interval(mins => 200000 - n) from generate_series(1, 200000) n;
  insert into event (id, type, subject, source, data, trace_id, published_at)
    select gen_random_uuid(), 't', 's', 'x', '{}', 't', now() - make_interval(mins => n) from generate_series(1, 100000) n`;

describe("among a million rows", () => {
  const big = useJournal();

  beforeAll(async () => {
    // A connection without the sidecar's patience, which is not meant for this, nor for a busy machine.
    const filler = new pg.Client({ connectionString: big.url });
    await filler.connect();
    try {
      await filler.query(FILL);
      await filler.query("vacuum analyze");
    } finally {
      await filler.end();
    }
  });

  /** A batch's statement, its parameters written into it. */
  function literal(what: RetentionTask["what"], days: number, flow?: string): string {
    return RETENTION_SQL[what]
      .replaceAll("$1", `${days}`)
      .replaceAll("$2", "500")
      .replaceAll("$3", `'${flow}'`);
  }

  /** The plan's nodes, outermost first. */
  async function planOf(what: RetentionTask["what"], days: number, flow?: string): Promise<string> {
    const client = await big.database.connect();
    await client.query(`begin; ${IN_ORDER}`);
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain ${literal(what, days, flow)}`);
    await client.query("rollback");
    client.release();
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  }

  it.each([
    ["bodies", 90, "clinical-flow", "message_kept"],
    ["contents", 90, "clinical-flow", "document_kept"],
    ["deliveries", 2555, undefined, "delivery_kept"],
    ["events", 30, undefined, "event_published"],
    ["rejections", 90, undefined, "rejection_at"],
    ["steps", 130, undefined, "step_at"],
    ["documents", 4015, undefined, "document_emptied"],
    ["messages", 4015, undefined, "message_emptied"],
  ] as const)("finds a batch of %s, older than %i days, by an index", async (what, days, flow, index) => {
    const plan = await planOf(what, days, flow);
    const large = ["message", "document", "step", "event"].map(
      (table) => new RegExp(`Seq Scan on ${table} `),
    );
    const small = ["deliveries", "rejections"].includes(what);
    if (!small) expect(plan).toContain(index);
    expect(large.filter((scan) => scan.test(plan))).toEqual([]);
  });

  type PlanNode = {
    readonly "Relation Name"?: string;
    readonly "Actual Rows": number;
    readonly "Actual Loops": number;
    readonly "Rows Removed by Filter"?: number;
    readonly Plans?: readonly PlanNode[];
  };

  /** Rows that a plan read of its tables. */
  function rowsRead(node: PlanNode): number {
    const own = node["Relation Name"] ? node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0) : 0;
    return own * node["Actual Loops"] + (node.Plans ?? []).reduce((sum, inner) => sum + rowsRead(inner), 0);
  }

  it.each([
    ["bodies", 90, "clinical-flow"],
    ["contents", 90, "clinical-flow"],
    ["events", 30, undefined],
  ] as const)("reads a few rows for each changed row of a batch of %s", async (what, days, flow) => {
    const client = await big.database.connect();
    await client.query(`begin; ${IN_ORDER}`);
    const { rows } = await client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) ${literal(what, days, flow)}`,
    );
    await client.query("rollback");
    client.release();
    expect(rowsRead(rows[0]?.["QUERY PLAN"][0].Plan as PlanNode)).toBeLessThan(500 * 8);
  });

  it("leaves the rest to the next batch", async () => {
    expect(await big.journal.retainOnce({ what: "bodies", flow: "clinical-flow", days: 90 }, 500)).toBe(500);
    const left = await big.database.query<{ count: string }>(
      "select count(*) from message where retained_as = 'clinical-flow' and body is null",
    );
    expect(left.rows[0]?.count).toBe("500");
  });
});
