import { gzipSync } from "node:zlib";
import { describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import { query } from "../../dev/environment/postgres.ts";
import { onlyMessage, type World, world } from "../support/world.ts";
import { orderResponse } from "../support/x12-text.ts";

const supplier = "Harbor Medical Supply";
const problem = (answer: { body: unknown }) =>
  answer.body as { type: string; status: number; traceId: string };

type Evidence = { readonly attempts: number; readonly last: object | undefined };

/** Returns the records of attempts refused for that reason: one row a minute, whose count is updated within seconds. */
async function evidence(place: World["place"], reason: string): Promise<Evidence> {
  const rows = await query(
    place,
    "suture_journal",
    "select status, reason, connection, attempts from rejection where reason = $1 order by at desc",
    [reason],
  );
  return { attempts: rows.reduce((sum, row) => sum + Number(row.attempts), 0), last: rows[0] };
}

/** Waits until one more attempt is recorded than before. Returns the latest row. */
async function noted(place: World["place"], reason: string, before: Evidence): Promise<object | undefined> {
  return eventually("the attempt is noted", async () => {
    const now = await evidence(place, reason);
    return now.attempts === before.attempts + 1 && now.last;
  });
}

describe("invalid input", () => {
  it.each([
    ["random bytes", Buffer.from([0, 255, 1, 254, 77, 12, 200, 3])],
    ["HTML", Buffer.from("<!doctype html><html><body>Error</body></html>")],
    ["an ISA cut short", Buffer.from("ISA*00*          *00*     ")],
  ])("%s: 422 with a problem document, and an exception with the bytes as evidence", async (_name, body) => {
    const { odoo, sidecar, post, settled } = world();
    const answer = await post(body);
    expect(answer.status).toBe(422);
    expect(problem(answer)).toMatchObject({
      type: "urn:suture:problem:unreadable",
      status: 422,
      traceId: expect.any(String),
    });
    const id = onlyMessage(answer);
    const message = await settled(id, "attention");
    expect(message.documents[0]?.reasonCode).toBe("UNREADABLE");
    const raw = await fetch(`${inject("environment").sidecar.url}/v1/messages/${id}/raw`, {
      headers: { authorization: `Bearer ${inject("environment").sidecar.sensitiveToken}` },
    });
    expect(Buffer.from(await raw.arrayBuffer()).equals(body)).toBe(true);
    const shown = await eventually("Odoo shows the exchange", async () => {
      const rows = await odoo.searchRead<object>(
        "suture.exchange",
        [["message_id", "=", id]],
        ["state", "reason_code"],
      );
      return rows.length > 0 && rows;
    });
    expect(shown).toMatchObject([{ state: "attention", reason_code: "UNREADABLE" }]);
    expect((await sidecar.acknowledgement(id)).status).toBe(404);
  });

  it("an empty body: 400, and the attempt is recorded", async () => {
    const { place, post } = world();
    const before = await evidence(place, "empty-body");
    const answer = await post("");
    expect([answer.status, problem(answer).type]).toEqual([400, "urn:suture:problem:empty-body"]);
    expect(await noted(place, "empty-body", before)).toMatchObject({ status: 400, reason: "empty-body" });
  });

  it.each([
    ["60 MB", () => Buffer.alloc(60_000_000, 65), {}],
    ["a gzip bomb", () => gzipSync(Buffer.alloc(200_000_000, 65)), { "content-encoding": "gzip" }],
  ])("%s: 413, and the attempt is recorded", async (_name, body, headers) => {
    const { place, post } = world();
    const before = await evidence(place, "body-too-large");
    const answer = await post(body(), headers);
    expect([answer.status, problem(answer).type]).toEqual([413, "urn:suture:problem:body-too-large"]);
    expect(await noted(place, "body-too-large", before)).toMatchObject({ status: 413 });
  });

  it("a wrong key and an unknown connection: the same 401; only the attempt is stored", async () => {
    const { place, sidecar, control } = world();
    const file = orderResponse(`P-NONE-${control()}`, [], { control: control() });
    const before = [
      await evidence(place, "unauthorized"),
      await evidence(place, "unknown-connection"),
    ] as const;
    const wrongKey = await sidecar.post("edi-harbor", "sk_wrong", file);
    expect([wrongKey.status, problem(wrongKey).type]).toEqual([401, "urn:suture:problem:unauthorized"]);
    const unknown = await sidecar.post("edi-nobody", "sk_wrong", file);
    expect([unknown.status, problem(unknown).type]).toEqual([401, "urn:suture:problem:unauthorized"]);
    expect(await noted(place, "unauthorized", before[0])).toMatchObject({
      status: 401,
      connection: "edi-harbor",
    });
    expect(await noted(place, "unknown-connection", before[1])).toMatchObject({
      status: 401,
      connection: null,
    });
    const stored = await query(place, "suture_journal", "select 1 from message where body = $1", [
      Buffer.from(file),
    ]);
    expect(stored).toEqual([]);
  });

  it.each([
    [
      "a wrong count of segments",
      (file: string) => file.replace(/SE\*\d+\*/, "SE*99*"),
      "ENVELOPE_INVALID",
      /AK5\*R\*4/,
    ],
    [
      "a missing trailer",
      (file: string) => file.replace(/IEA[\s\S]*/, ""),
      "ENVELOPE_INVALID",
      /TA1\*.*\*R\*023/,
    ],
    [
      "numbers that differ",
      (file: string) => file.replace(/IEA\*1\*\d+/, "IEA*1*000000001"),
      "ENVELOPE_INVALID",
      /TA1\*.*\*R\*001/,
    ],
    [
      "a test message on a production connection",
      (file: string) => file.replace("*P*>~", "*T*>~"),
      "WRONG_ENVIRONMENT",
      /TA1\*.*\*R\*020/,
    ],
    [
      "a segment that is missing",
      (file: string) => file.replace(/BAK\*[^~]*~\n/, "").replace("SE*4", "SE*3"),
      "SCHEMA_INVALID",
      /AK3\*BAK\*2\*\*3/,
    ],
    [
      "a transaction set nobody handles",
      (file: string) => file.replace("ST*855", "ST*864").replace("GS*PR", "GS*TX"),
      "UNSUPPORTED_DOCUMENT",
      /AK5\*R\*1/,
    ],
  ])("%s: an exception, and the sender gets the right code", async (_name, spoil, code, reply) => {
    const { sidecar, post, settled, control } = world();
    const id = onlyMessage(
      await post(spoil(orderResponse(`P-NONE-${control()}`, [], { control: control() }))),
    );
    const message = await settled(id, "attention");
    expect(message.documents[0]?.reasonCode).toBe(code);
    expect((await sidecar.acknowledgement(id)).body).toMatch(reply);
  });

  it("a stranger's envelope: an exception without an answer, until it is dismissed", async () => {
    const { sidecar, post, settled, control } = world();
    const file = orderResponse(`P-NONE-${control()}`, [], { control: control(), sender: "STRANGERS" });
    const id = onlyMessage(await post(file));
    const { documents } = await settled(id, "attention");
    expect(documents).toMatchObject([{ reasonCode: "UNKNOWN_PARTNER" }]);
    expect((await sidecar.acknowledgement(id)).status).toBe(404);
    const reason = "The file was meant for somebody else.";
    await sidecar.operator("POST", `/v1/documents/${documents[0]?.id}/dismissal`, { reason });
    const refusal = await eventually("the sender is told", async () => {
      const { status, body } = await sidecar.acknowledgement(id);
      return status === 200 && body;
    });
    expect(refusal).toMatch(/TA1\*.*\*R\*006/);
    expect((await settled(id, "dismissed")).documents).toHaveLength(1);
  });

  it("does not affect a valid interchange in the same file", async () => {
    const { odoo, post, settled, control } = world();
    const order = await placeOrder(odoo, { supplier, lines: [{ item: "NF-1001", quantity: 3 }] });
    const answers = [["IA", "3", "BX"]];
    const good = orderResponse(
      order.name,
      [{ line: 1, quantity: 3, price: 9.4, item: "HM-10040", answers }],
      { control: control() },
    );
    const bad = orderResponse(`P-NONE-${control()}`, [], { control: control() }).replace(
      /SE\*\d+\*/,
      "SE*99*",
    );
    const answer = await post(`${bad}${good}trailing garbage ${control()}`);
    expect(answer.status).toBe(202);
    expect(answer.body.messages.map((message) => message.status)).toEqual([
      "accepted",
      "accepted",
      "unreadable",
    ]);
    await settled(answer.body.messages[0]?.id ?? "", "attention");
    await settled(answer.body.messages[1]?.id ?? "", "done");
  });
});
