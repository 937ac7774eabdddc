import { describe, expect, it } from "vitest";
import { sampleOf } from "../../../../sidecar/engine/dry-run/sample.ts";
import type { ConfiguredConnection } from "../../../../sidecar/engine/ports/connection.ts";
import type { OutboxRow } from "../../../../sidecar/engine/ports/odoo.ts";
import { flows } from "../../../../sidecar/flows/catalogue.ts";
import type { OdooRecord } from "../../../../sidecar/flows/flow.ts";
import { formats } from "../../../../sidecar/formats/registry.ts";
import { testBreaker } from "../../../support/breaker.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { fakeOdoo } from "../../../support/fake-odoo.ts";
import { recordedLog } from "../../../support/log.ts";
import { readingOf } from "../../../support/reading.ts";
import { inEnglish } from "../../../support/told.ts";

const ORDER = {
  id: 7,
  name: "P00007",
  partner_id: 7,
  currency_id: 1,
  company_id: 1,
  order_line: [],
  picking_type_id: null,
  date_order: "2026-11-20T09:00:00Z",
};

function stage(state: string, given: Partial<ConfiguredConnection> = {}) {
  const connection: ConfiguredConnection = {
    ...supplierConnection(),
    active: false,
    route: { transport: "none", url: null },
    ...given,
  };
  const odoo = fakeOdoo();
  const order = { ...ORDER, state } as OdooRecord;
  const reading = readingOf(formats);
  const parts = {
    journal: { appliedOf: async () => [] },
    odoo: {
      ...odoo,
      read: async (requests: Parameters<typeof odoo.read>[0]) => {
        const answer = await odoo.read(requests);
        const names = Object.entries(requests).filter(([, { model }]) => model === "purchase.order");
        return { ...answer, ...Object.fromEntries(names.map(([name]) => [name, [order]])) };
      },
      configuration: async () => ({ version: "1", connections: [connection] }),
    },
    flows,
    formats,
    breaker: testBreaker(),
    cut: reading.cut,
    decodeBody: reading.decode,
    clock: () => new Date("2026-11-20T10:00:00Z"),
    log: recordedLog(),
  };
  const row = (args: Readonly<Record<string, unknown>>): OutboxRow => ({
    id: 1,
    key: "sample/odoo/edi-harbor/7/1",
    kind: "command",
    event: "sample",
    connection: connection.code,
    model: "suture.connection",
    resId: 7,
    number: "P00007",
    messageKey: null,
    arguments: { by: "Ann", ...args },
    traceId: "",
  });
  return {
    odoo,
    ask: (args: object = { order_id: 7, order: "P00007" }) => sampleOf(parts, row({ ...args })),
  };
}

describe("a sample document", () => {
  it.each(["draft", "sent", "purchase"])(
    "of an order that is %s is written as if it were confirmed",
    async (state) => {
      const { ask, odoo } = stage(state);
      // An order without lines is not sent and reports so. It was once mistaken for a confirmed one.
      expect(await ask()).toMatchObject({
        outcome: "sample",
        sample: null,
        messages: [{ documents: [{ number: "P00007", preview: { reasonCode: "UNKNOWN_ITEM" } }] }],
      });
      expect(odoo.applied).toEqual([]);
      expect(odoo.previews).toEqual([]);
    },
  );

  it("of a cancelled order reports that nothing would be sent", async () => {
    expect(await stage("cancel").ask()).toMatchObject({
      messages: [{ documents: [{ preview: { reasonCode: "UNKNOWN_ORDER" } }] }],
    });
  });

  it("is not written without the flow, or without an order", async () => {
    expect(inEnglish(await stage("draft", { flows: [] }).ask())).toContain(
      "Order dispatch is not switched on",
    );
    for (const args of [{}, { order_id: "7", order: "P" }, { order_id: 7 }])
      expect(inEnglish(await stage("draft").ask(args))).toBe("No order was specified.");
  });
});
