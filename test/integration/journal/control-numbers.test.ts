import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import type { Order } from "../../../sidecar/documents/order.ts";
import { x12 } from "../../../sidecar/formats/x12/format.ts";
import { openDatabase } from "../../../sidecar/journal/database.ts";
import { createJournal } from "../../../sidecar/journal/journal.ts";
import { supplierConnection } from "../../support/connection.ts";
import { dispatchOne } from "../../support/deliveries.ts";
import { useJournal } from "../../support/journal.ts";
import { newDocument } from "../../support/records.ts";

const test = useJournal();
const taker = fileURLToPath(new URL("../../support/number-taker.ts", import.meta.url));

/** The numbers on what was stored for a connection, smallest first. */
async function numbersOf(connection: string): Promise<number[]> {
  const { rows } = await test.database.query<{ body: Buffer }>(
    "select body from delivery where connection = $1",
    [connection],
  );
  return rows.map(({ body }) => Number(body.toString())).toSorted((one, other) => one - other);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function startTaker(connection: string): { child: ChildProcess; stored: () => number } {
  const child = spawn(process.execPath, [taker, test.url, connection], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    text += chunk.toString();
  });
  return { child, stored: () => text.split("stored\n").length - 1 };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  await gone;
}

describe("control numbers", () => {
  it("have no gap and no repetition when concurrent processes are killed one after the other", async () => {
    let committed = 0;
    let running = [startTaker("edi-killed"), startTaker("edi-killed")];
    for (let round = 1; round <= 4; round += 1) {
      const before = running.map(({ stored }) => stored());
      await eventually("both have stored some more", () =>
        running.every(({ stored }, index) => stored() >= (before[index] ?? 0) + 5),
      );
      const [victim, ...others] = running;
      if (!victim) throw new Error("nobody runs");
      await kill(victim.child);
      committed += victim.stored();
      running = [...others, startTaker("edi-killed")];
    }
    for (const one of running) {
      await kill(one.child);
      committed += one.stored();
    }
    // A transaction that had begun to commit when its process died may end after it.
    const numbers = await eventually("all transactions have ended", async () => {
      const { rows } = await test.database.query<{ busy: string }>(
        "select count(*) as busy from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()",
      );
      return rows[0]?.busy === "0" ? await numbersOf("edi-killed") : null;
    });
    expect(numbers.length).toBeGreaterThanOrEqual(committed);
    expect(numbers).toEqual(upTo(numbers.length));
  });

  it("have no gap and no repetition when the journal closes connections", async () => {
    const other = openDatabase(test.url, () => {});
    const journals = [test.journal, createJournal(other)];
    let failures = 0;
    const work = journals.map(async (journal) => {
      for (let index = 0; index < 30; index += 1)
        await dispatchOne(journal, "edi-broken").catch(() => {
          failures += 1;
        });
    });
    const all = Promise.all(work);
    let ended = false;
    void all.then(() => {
      ended = true;
    });
    while (!ended) {
      await test.database
        .query(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'suture' and pid <> pg_backend_pid() and state <> 'idle' limit 1",
        )
        .catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await all;
    await other.end();
    const numbers = await numbersOf("edi-broken");
    expect(numbers).toEqual(upTo(numbers.length));
    expect(numbers.length).toBeGreaterThanOrEqual(60 - failures);
  });

  it("restart at 1 after the largest number that X12 allows, for interchanges and groups", async () => {
    const connection = supplierConnection({ code: "edi-wrap" });
    await test.database.query(
      `insert into control_number (connection, kind, last)
       values ('edi-wrap', 'x12/interchange', 999999998), ('edi-wrap', 'x12/group', 999999998)`,
    );
    for (let index = 0; index < 3; index += 1) {
      const id =
        (await test.journal.insertDocument(newDocument({ direction: "outbound", key: `wrap/${index}` }))) ??
        "";
      await test.journal.storeDispatch(id, {
        connection: connection.code,
        kind: "document",
        documentId: id,
        messageId: null,
        encode: (next) => x12.encode(order, { connection, now: "2026-11-20T10:00:00Z", next }),
      });
    }
    const { rows } = await test.database.query<{ body: Buffer }>(
      "select body from delivery where connection = 'edi-wrap' order by sequence",
    );
    const envelopes = rows.map(({ body }) => {
      const text = body.toString("latin1");
      return [
        /ISA(?:\*[^*]*){12}\*(\d+)/,
        /IEA\*\d+\*(\d+)/,
        /GS(?:\*[^*]*){5}\*(\d+)/,
        /GE\*\d+\*(\d+)/,
      ].map((pattern) => pattern.exec(text)?.[1]);
    });
    expect(envelopes).toEqual([
      ["999999999", "999999999", "999999999", "999999999"],
      ["000000001", "000000001", "1", "1"],
      ["000000002", "000000002", "2", "2"],
    ]);
  });
});

const order: Order = {
  type: "Order",
  id: "P1",
  issueDate: "2026-11-20",
  currency: "USD",
  buyer: { ids: [], name: "Northfield Health" },
  seller: { ids: [], name: "Harbor Medical Supply" },
  lines: [
    {
      id: "1",
      item: { ids: [{ scheme: "seller", id: "HM-1" }] },
      quantity: { value: "1", unit: "C62" },
      price: { amount: "1", currency: "USD" },
    },
  ],
};
