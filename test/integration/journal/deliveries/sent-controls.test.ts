import { describe, expect, it } from "vitest";
import type { Control } from "../../../../sidecar/documents/acknowledgement.ts";
import { useJournal } from "../../../support/journal.ts";
import { newMessage } from "../../../support/records.ts";

const test = useJournal();

const insertSent = (connection: string, kind: string, control: Control) =>
  test.database.query(
    `insert into delivery (id, connection, kind, code, control, file_name, content_type, body)
     values (gen_random_uuid(), $1, $2, '850', $3, 'f', 'text/plain', 'bytes')`,
    [connection, kind, JSON.stringify(control)],
  );

/** Looks up envelopes in the transaction that decodes a message. */
async function sentControls(connection: string, envelopes: readonly Control[]): Promise<readonly Control[]> {
  const [stored] = await test.journal.insertMessages([newMessage()]);
  const found: Control[] = [];
  await test.journal.decodeTogether([stored?.id ?? ""], async (_message, lookups) => {
    found.push(...(await lookups.sentControls(connection, envelopes)));
    return { documents: [], deliveries: [], events: [], step: { name: "decoded" } };
  });
  return found;
}

describe("the control numbers that were sent", () => {
  it("are those of the connection's documents in the given envelopes", async () => {
    const one = { documentCode: "850", groupControl: "7", documentControl: "1", interchangeControl: "70" };
    const other = { ...one, groupControl: "8", interchangeControl: "80" };
    await insertSent("sent", "document", one);
    await insertSent("sent", "document", other);
    await insertSent("sent", "acknowledgement", { ...one, documentControl: "2" });
    await insertSent("another", "document", { ...one, documentControl: "3" });
    expect(await sentControls("sent", [{ groupControl: "7" }, { groupControl: "9" }])).toEqual([one]);
    expect(await sentControls("sent", [{ interchangeControl: "80" }])).toEqual([other]);
    expect(await sentControls("sent", [{ interchangeControl: "7" }])).toEqual([]);
  });
});
