import { Decimal } from "decimal.js";
import { describe, expect, test } from "vitest";
import { isReasonCode } from "../../../sidecar/documents/reason-codes.ts";
import { catalogue, flows } from "../../../sidecar/flows/catalogue.ts";
import type { Finding } from "../../../sidecar/flows/flow.ts";
import { gravest, suggestionForLines } from "../../../sidecar/flows/kit/findings.ts";
import { readable, readablePrice } from "../../../sidecar/flows/kit/readable.ts";
import { decimal, records, references, text } from "../../../sidecar/flows/kit/snapshot.ts";
import { textTerm } from "../../support/told.ts";
import { inEnglish } from "./english.ts";

describe("the catalogue", () => {
  test("contains every flow in the gateway's format", () => {
    expect(catalogue.map(({ code }) => code)).toEqual([
      "order-dispatch",
      "order-change",
      "order-response",
      "vendor-invoice",
      "acknowledgement",
      "encounter-completed",
      "billing-trigger",
      "customer-invoice",
      "payment",
      "stock-consumption",
      "requisition",
    ]);
    expect(catalogue[0]).toMatchObject({
      name: "Order dispatch",
      direction: "outbound",
      document_type: "Order",
      system_of_record: "odoo",
      timing: "real-time",
      lane: "critical",
      service_level_seconds: 60,
      sensitivity: "business",
    });
  });

  test.each(flows.map((flow) => [flow.code, flow] as const))(
    "%s has defaults for all of its policy",
    (_code, flow) => {
      expect(() => flow.policy.parse({})).not.toThrow();
      expect(flow.retentionDays).toBeGreaterThan(0);
    },
  );
});

describe("findings", () => {
  const finding = (code: string, line?: string): Finding => {
    if (!isReasonCode(code)) throw new Error(`${code} is no reason.`);
    return { code, field: "x", text: textTerm(""), ...(line === undefined ? {} : { line }) };
  };

  test("the most severe names the exception; of equals the first", () => {
    expect(gravest([finding("DATE_SLIP"), finding("UNKNOWN_ITEM"), finding("LINE_REJECTED")])).toBe(
      "UNKNOWN_ITEM",
    );
    expect(gravest([finding("BACKORDER"), finding("DATE_SLIP")])).toBe("BACKORDER");
  });

  const suggested = (...given: Parameters<typeof suggestionForLines>) =>
    inEnglish<unknown>(suggestionForLines(...given));

  test("a suggestion names the lines", () => {
    expect(suggested("BACKORDER", [finding("BACKORDER", "2"), finding("DATE_SLIP", "2")])).toMatch(
      /^Line 2: A/,
    );
    expect(suggested("BACKORDER", [finding("BACKORDER", "2"), finding("DATE_SLIP", "5")])).toMatch(
      /^Lines 2 and 5: A/,
    );
    expect(suggested("UNKNOWN_ORDER", [finding("UNKNOWN_ORDER")])).toMatch(/^Check/);
  });

  test.each([
    ["10", "10", "10.00"],
    ["0.045", "0.045", "0.045"],
    ["2.50000", "2.5", "2.50"],
    ["3.33333", "3.333", "3.3333"],
  ])("%s is read as the quantity %s and the price %s", (value, quantity, price) => {
    expect(readable(new Decimal(value))).toBe(quantity);
    expect(readablePrice(new Decimal(value))).toBe(price);
  });
});

describe("a snapshot", () => {
  test.each([
    [0.1, "0.1"],
    [1e21, "1e+21"],
    [4.35, "4.35"],
    [null, "0"],
    [false, "0"],
  ])("the number %s is the decimal %s", (value, expected) => {
    expect(decimal({ id: 1, price: value }, "price").toString()).toBe(expected);
  });

  test("a field of another shape is an error that names the field and hides the value", () => {
    expect(() => decimal({ id: 1, price: "SECRET" }, "price")).toThrow(/price of record 1/);
    expect(() => decimal({ id: 1, price: "SECRET" }, "price")).not.toThrow(/SECRET/);
    expect(() => text({ id: 1, name: 5 }, "name")).toThrow(/name/);
    expect(() => references({ id: 1, ids: "5" }, "ids")).toThrow(/ids/);
    expect(() => records({}, "orders")).toThrow(/orders/);
  });
});
