import { describe, expect, test } from "vitest";
import { z } from "zod";
import { flows } from "../../../sidecar/flows/catalogue.ts";
import { orderResponse } from "../../../sidecar/flows/purchasing/order-response/flow.ts";

/** The settings of each flow. Odoo's form of a connection is generated from these schemas. */

const prices = { price_tolerance_percent: 2, price_tolerance_amount: 0 };
const waiting = { wait_hours: 72 };

describe("the policy of", () => {
  test.each<[flow: string, defaults: Record<string, unknown>]>([
    ["order-dispatch", {}],
    ["order-change", { order_changes: "edi" }],
    [
      "order-response",
      {
        ...prices,
        date_tolerance_days: 7,
        quantity_decrease_percent: 0,
        transit_days: null,
        charge_tolerance_amount: 0,
        accept_backorders: true,
      },
    ],
    [
      "vendor-invoice",
      { ...prices, charge_account_id: null, follow_bill_control: true, receipt_wait_days: 14 },
    ],
    ["acknowledgement", {}],
    ["encounter-completed", {}],
    ["billing-trigger", {}],
    ["customer-invoice", { ...waiting, patient_partner_id: null }],
    [
      "payment",
      {
        ...waiting,
        accept_partial_payments: false,
        payment_journal_id: null,
        write_off_limit: 0,
        write_off_account_id: null,
        deduction_account_id: null,
      },
    ],
    ["stock-consumption", { first_expiry_first_out: true }],
    ["requisition", {}],
  ])("%s has these settings and defaults", (code, defaults) => {
    const flow = flows.find((each) => each.code === code);
    expect(flow?.policy.parse({})).toEqual(defaults);
  });

  test.each(flows.map((flow) => [flow.code, flow] as const))(
    "%s describes every setting and refuses unknown ones",
    (_code, { policy }) => {
      for (const [name, schema] of Object.entries(policy.shape)) {
        const { title, description } = schema.meta() ?? {};
        expect(title, name).toMatch(/^[A-Z]/);
        expect(description, name).toMatch(/\.$/);
      }
      expect(policy.safeParse({ no_such_setting: 1 }).success).toBe(false);
    },
  );

  test("different flows describes a shared setting once", () => {
    const described = flows.flatMap(({ policy }) =>
      Object.entries(policy.shape).map(([name, schema]) => [name, z.toJSONSchema(schema, { io: "input" })]),
    );
    for (const [name, schema] of described) {
      const same = described.filter(([other]) => other === name).map(([, each]) => each);
      expect(same, String(name)).toEqual(same.map(() => schema));
    }
  });
});

describe("the kinds of connection", () => {
  test.each([
    ["edi", ["order-dispatch", "order-change", "order-response", "vendor-invoice", "acknowledgement"]],
    ["ehr", ["encounter-completed", "stock-consumption", "requisition"]],
    ["billing", ["billing-trigger", "customer-invoice", "payment"]],
    ["wms", ["stock-consumption", "requisition"]],
    ["other", []],
  ] as const)("%s is offered these flows", (kind, codes) => {
    const offered = flows.filter(({ kinds }) => kinds.includes(kind)).map(({ code }) => code);
    expect(offered).toEqual(codes);
  });
});

describe("a flow's policy out of the settings of a connection", () => {
  test("leaves out the settings of other flows and fills in defaults", () => {
    const settings = { price_tolerance_percent: 5, wait_hours: 1 };
    expect(orderResponse.policy.strip().parse(settings)).toMatchObject({
      price_tolerance_percent: 5,
      transit_days: null,
    });
    expect(orderResponse.policy.strip().parse(settings)).not.toHaveProperty("wait_hours");
  });

  test.each([
    { price_tolerance_percent: -1 },
    { quantity_decrease_percent: 101 },
    { date_tolerance_days: 1.5 },
    { accept_backorders: "yes" },
  ])("is refused when a setting is invalid: %j", (settings) => {
    expect(() => orderResponse.policy.strip().parse(settings)).toThrow(z.ZodError);
  });
});
