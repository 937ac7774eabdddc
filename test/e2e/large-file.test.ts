import { request } from "node:http";
import { describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import { JOURNAL, query } from "../../dev/environment/postgres.ts";
import { onlyMessage, world } from "../support/world.ts";

const SUPPLIER = "Harbor Medical Supply";
/** Texts that nothing reads. They make the file larger than what is decoded in one piece. */
const TEXTS = 12;
const TEXT_LINES = 1600;
const PRICE = 9.4;

type Segment = readonly (string | number)[];

const written = (segments: readonly Segment[]): string =>
  segments.map((segment) => `${segment.join("*")}~`).join("\n");

function set(code: string, number: string, body: readonly Segment[]): Segment[] {
  return [["ST", code, number], ...body, ["SE", body.length + 2, number]];
}

function group(id: string, control: number, sets: readonly Segment[][]): Segment[] {
  const header = ["GS", id, "HARBORMED", "NORTHFIELD", "20261120", "0900", control, "X", "004010"];
  return [header, ...sets.flat(), ["GE", sets.length, control]];
}

/** Returns an invoice for one box. A quantity that is not a number makes it invalid. */
const invoice = (number: string, order: string, quantity: string): Segment[] => [
  ["BIG", "20261120", number, "20261118", order],
  ["CUR", "SE", "USD"],
  ["IT1", 1, quantity, "BX", PRICE, "", "VN", "HM-10040"],
  ["TDS", PRICE * 100],
  ["CTT", 1],
];

const text: Segment[] = [
  ["BMG", "00", "Terms of delivery"],
  ["MIT", "1", "Terms"],
  ...Array.from({ length: TEXT_LINES }, (_, line) => [
    "MSG",
    `Paragraph ${line}. ${"Deliver by truck. ".repeat(14)}`,
  ]),
];

/** Returns an interchange of five megabytes: an invoice, an invalid one, texts that nothing reads, and another invoice. */
function file(control: number, order: string): string {
  const isa = `ISA*00*          *00*          *ZZ*HARBORMED      *ZZ*NORTHFIELD     *261120*0900*U*00401*${String(control).padStart(9, "0")}*0*P*>~`;
  const groups = [
    group("IN", control, [
      set("810", "0001", invoice(`INV-${control}-1`, order, "1")),
      set("810", "0002", invoice(`INV-${control}-2`, order, "many")),
    ]),
    group(
      "TX",
      control + 1,
      Array.from({ length: TEXTS }, (_, index) => set("864", String(index + 1).padStart(4, "0"), text)),
    ),
    group("IN", control + 2, [set("810", "0001", invoice(`INV-${control}-3`, order, "1"))]),
  ];
  return [
    isa,
    ...groups.map(written),
    written([["IEA", groups.length, String(control).padStart(9, "0")]]),
  ].join("\n");
}

describe("a large file", () => {
  it("is acknowledged set by set: its sound invoices become bills, and the others exceptions", async () => {
    const { odoo, sidecar, post, settled, control } = world();
    const order = await placeOrder(odoo, { supplier: SUPPLIER, lines: [{ item: "NF-1001", quantity: 2 }] });
    const number = control();
    const body = file(number, order.name);
    expect(body.length).toBeGreaterThan(4_500_000);
    const answer = await post(body);
    expect(answer.status).toBe(202);
    const id = onlyMessage(answer);
    await eventually(
      "the file is acknowledged",
      async () => (await sidecar.message(id)).acknowledgements.length > 0,
    );
    const message = await settled(id, "done", "attention");
    const states = message.documents.map(({ state, reasonCode }) => reasonCode ?? state);
    expect(states).toEqual([
      "done",
      "SCHEMA_INVALID",
      ...Array.from({ length: TEXTS }, () => "UNSUPPORTED_DOCUMENT"),
      "done",
    ]);
    const bills = await odoo.searchRead<{ ref: string }>(
      "account.move",
      [["ref", "like", `INV-${number}-`]],
      ["ref"],
    );
    expect(bills.map(({ ref }) => ref).sort()).toEqual([`INV-${number}-1`, `INV-${number}-3`]);
    const { body: acknowledgement } = await sidecar.acknowledgement(id);
    expect(acknowledgement.match(/AK9\*[^~]*/g)).toEqual([
      "AK9*P*2*2*1",
      `AK9*R*${TEXTS}*${TEXTS}*0`,
      "AK9*A*1*1*1",
    ]);
    const raw = await fetch(`${inject("environment").sidecar.url}/v1/messages/${id}/raw`, {
      headers: { authorization: `Bearer ${inject("environment").sidecar.sensitiveToken}` },
    });
    expect(await raw.text()).toBe(body);
    expect((await post(body)).body.messages[0]).toMatchObject({ id, status: "duplicate" });
  });

  it("that breaks off leaves nothing behind but evidence", async () => {
    const { place, control } = world();
    const environment = inject("environment");
    const { key } = environment.connections["edi-harbor"];
    const body = Buffer.from(file(control(), "P00000"));
    const state = async () => {
      const [row] = await query(
        place,
        JOURNAL,
        `select (select count(*)::int from message) as messages, (select count(*)::int from body) as bodies,
           (select count(*)::int from body_chunk) as chunks,
           (select coalesce(sum(attempts), 0)::int from rejection where reason = 'bad-request') as refused`,
      );
      return row as { messages: number; bodies: number; chunks: number; refused: number };
    };
    const before = await state();
    const sent = request(`${environment.sidecar.url}/v1/edi/edi-harbor`, {
      method: "POST",
      headers: { "x-api-key": key, "content-type": "application/edi-x12", "content-length": body.length },
    });
    sent.on("error", () => undefined);
    sent.write(body.subarray(0, 3_000_000));
    await eventually("chunks are stored", async () => (await state()).chunks > before.chunks);
    sent.destroy();
    await eventually("the evidence is stored", async () => (await state()).refused > before.refused);
    expect(await state()).toEqual({ ...before, refused: before.refused + 1 });
  });
});
