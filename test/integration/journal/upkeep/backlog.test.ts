import { describe, expect, it } from "vitest";
import { backlog } from "../../../../sidecar/journal/upkeep/backlog.ts";
import { digestOf, newApiKey } from "../../../../sidecar/security/keys.ts";
import { useJournal } from "../../../support/journal.ts";
import { newDocument, newMessage } from "../../../support/records.ts";

const test = useJournal();
const amounts = async () => {
  const { documents, others } = await test.journal.backlog();
  return { documents, others: Object.fromEntries(others.map(({ what, ...amount }) => [what, amount])) };
};

describe("the backlog", () => {
  it("of an empty journal is empty", async () => {
    const nothing = { count: 0, oldestSeconds: 0 };
    expect(await amounts()).toEqual({
      documents: [],
      others: {
        undecoded: nothing,
        "unpublished message": nothing,
        "unpublished document": nothing,
        "unpublished event": nothing,
        delivery: nothing,
        unshown: nothing,
      },
    });
  });

  it("counts unfinished documents by lane, state and reason, with the age of the oldest", async () => {
    await test.journal.insertMessages([newMessage(), newMessage()]);
    await test.database.query("update message set received_at = received_at - interval '1 hour'");
    for (const lane of ["critical", "critical", "bulk", "bulk", "bulk"] as const)
      await test.journal.insertDocument(newDocument({ lane }));
    await test.database.query(
      `update document set state = 'attention', reason_code = 'UNKNOWN_ITEM', received_at = received_at - interval '90 seconds'
       where sequence = (select min(sequence) from document)`,
    );
    await test.database.query(
      `update document set state = 'done', done_at = clock_timestamp() where sequence = (select max(sequence) from document)`,
    );
    await test.database.query(
      `update document set state = 'dismissed' where sequence = (select max(sequence) - 1 from document)`,
    );
    const { documents, others } = await amounts();
    expect(documents.map(({ oldestSeconds: _, ...row }) => row)).toEqual(
      expect.arrayContaining([
        { lane: "critical", state: "attention", reason: "UNKNOWN_ITEM", count: 1 },
        { lane: "critical", state: "queued", reason: "", count: 1 },
        { lane: "bulk", state: "queued", reason: "", count: 1 },
      ]),
    );
    expect(documents).toHaveLength(3);
    const oldest = documents.find(({ state }) => state === "attention")?.oldestSeconds;
    expect(oldest).toBeGreaterThanOrEqual(90);
    expect(oldest).toBeLessThan(3600);
    expect(others).toMatchObject({
      undecoded: { count: 2 },
      "unpublished message": { count: 2 },
      "unpublished document": { count: 2 },
    });
    expect(others["unpublished message"]?.oldestSeconds).toBeGreaterThanOrEqual(3600);
  });

  it("is read by partial indexes, so that finished documents cost nothing", async () => {
    const plans: string[] = [];
    const client = await test.database.connect();
    try {
      await client.query("set enable_seqscan = off");
      await backlog({
        query: async (sql: string) => {
          const plan = await client.query(`explain ${sql}`);
          plans.push(plan.rows.map((row) => row["QUERY PLAN"]).join("\n"));
          return { rows: [] };
        },
      } as unknown as Parameters<typeof backlog>[0]);
    } finally {
      client.release(true);
    }
    expect(plans).toHaveLength(2);
    expect(plans.join("\n")).not.toContain("Seq Scan");
    for (const index of [
      "document_unfinished",
      "message_undecoded",
      "message_unpublished",
      "document_unpublished",
      "event_unpublished",
    ])
      expect(plans.join("\n")).toContain(index);
    // Several indexes contain only queued deliveries.
    expect(plans.join("\n")).toMatch(/delivery_(due|since|first) on delivery/);
  });
});

describe("the connection of a key", () => {
  it("is found by the key's digest as long as the key is valid", async () => {
    const [first, second] = [digestOf(newApiKey()), digestOf(newApiKey())];
    await test.journal.addKey("portal", first, { beginning: "sk_test", replace: false, actor: "operator" });
    await test.journal.addKey("edi-harbor", digestOf(newApiKey()), {
      beginning: "sk_test",
      replace: false,
      actor: "operator",
    });
    expect(await test.journal.connectionOfKey(first)).toBe("portal");
    await test.journal.addKey("portal", second, { beginning: "sk_test", replace: true, actor: "sensitive" });
    expect(await test.journal.connectionOfKey(first)).toBeNull();
    expect(await test.journal.connectionOfKey(second)).toBe("portal");
    expect(await test.journal.connectionOfKey(digestOf("sk_nobody's"))).toBeNull();
  });
});
