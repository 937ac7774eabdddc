import { beforeEach, describe, expect, it } from "vitest";
import { missingException } from "../../../../sidecar/engine/upkeep/missing-numbers.ts";
import { useJournal } from "../../../support/journal.ts";
import { newMessage } from "../../../support/records.ts";

const test = useJournal();
const series = "x12 ZZ PARTNER ZZ US";

beforeEach(async () => {
  await test.database.query("truncate document, message, step, event, number_series, missing_number cascade");
});

/** Stores and decodes files with these numbers, in this order. */
async function arrive(...numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    const [stored] = await test.journal.insertMessages([newMessage()]);
    await test.journal.decodeTogether([stored?.id ?? ""], async () => ({
      documents: [],
      deliveries: [],
      events: [],
      step: { name: "decoded" },
      numbered: { series, number },
    }));
  }
}

const event = () => ({
  type: "health.suture.exchange.exception.v1",
  subject: "missing",
  source: "urn:suture:connection:edi-test",
  traceId: "0af7651916cd43dd8448eb211c80319c",
  data: {},
});
const raise = (minutes = 0) => test.journal.raiseMissing(minutes, missingException, event);

async function exceptions(): Promise<Record<string, unknown>[]> {
  const { rows } = await test.database.query(
    `select document_number as number, state, reason_code as reason, note from document order by document_number::int`,
  );
  return rows;
}
const open = (number: string) => ({ number, state: "attention", reason: "FILE_MISSING", note: null });

describe("files that are numbered consecutively", () => {
  it("are complete if each has the next number", async () => {
    await arrive(41, 42, 43);
    expect(await raise()).toBe(0);
  });

  it("are missing if a later one has arrived, each with an exception and an event, once", async () => {
    await arrive(41, 44);
    expect(await raise()).toBe(2);
    expect(await exceptions()).toEqual([open("42"), open("43")]);
    expect((await test.database.query("select 1 from event")).rowCount).toBe(2);
    expect(await raise()).toBe(0);
  });

  it("are reported only after some time, because files can overtake each other", async () => {
    await arrive(41, 43);
    expect(await raise(60)).toBe(0);
    await arrive(42);
    expect(await raise()).toBe(0);
    expect(await exceptions()).toEqual([]);
  });

  it("close their exception when they arrive late", async () => {
    await arrive(41, 44);
    await raise();
    await arrive(42);
    expect(await exceptions()).toEqual([
      { number: "42", state: "dismissed", reason: "FILE_MISSING", note: "The file has arrived." },
      open("43"),
    ]);
    await arrive(45);
    expect(await raise()).toBe(0);
  });

  it("are not missing if one is sent again, or if the partner starts its numbers again or skips many", async () => {
    await arrive(5000, 4999, 5000, 1, 2, 2_000_000, 2_000_001);
    expect(await raise()).toBe(0);
    await arrive(2_000_003);
    expect(await raise()).toBe(1);
    expect(await exceptions()).toEqual([open("2000002")]);
  });

  it("can be missing again after the partner has started its numbers again", async () => {
    await arrive(41, 43);
    await raise();
    await arrive(42, 9000, 41, 43);
    expect(await raise()).toBe(1);
    expect((await exceptions()).map(({ number, state }) => [number, state]).toSorted()).toEqual([
      ["42", "attention"],
      ["42", "dismissed"],
    ]);
  });

  it("cannot be processed again while they are missing, but dismissed", async () => {
    await arrive(41, 43);
    await raise();
    expect(await test.journal.replay({ connection: "edi-test" }, "mia", 10)).toEqual([]);
    const { rows } = await test.database.query("select message_key as key from document");
    expect(await test.journal.dismiss(rows[0].key, "mia", "The partner has skipped it.")).toBe(true);
    await arrive(42);
    expect(await exceptions()).toMatchObject([
      { number: "42", state: "dismissed", note: expect.stringContaining("skipped") },
    ]);
  });
});
