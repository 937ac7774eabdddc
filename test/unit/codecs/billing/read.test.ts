import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBillingEnvelope, readBillingEvent } from "../../../../sidecar/codecs/billing/read.ts";
import { inEnglish } from "../../../support/told.ts";
import {
  bytesOf,
  confirmedData,
  event,
  invoiceLine,
  issuedData,
  refundedData,
  soundEvents,
  voidedData,
} from "./events.ts";

function read(content: unknown) {
  const result = readBillingEnvelope(bytesOf(content));
  return "fault" in result ? result : readBillingEvent(result.envelope);
}

describe("the attributes of an event", () => {
  it("are read, whatever other members it has", () => {
    expect(readBillingEnvelope(bytesOf(event("x.y", 7, { note: "aside" })))).toEqual({
      envelope: { type: "x.y", id: "evt_0001", timestamp: "2026-11-20T08:15:30.120Z", data: 7 },
    });
  });

  it.each([
    ["no type", event("", {}), "type"],
    ["a type with a blank", event("invoice issued", {}), "type"],
    ["a very long type", event("x".repeat(65), {}), "type"],
    ["no id", event("x.y", {}, { id: undefined }), "id"],
    ["an id the journal cannot keep", event("x.y", {}, { id: "a\0b" }), "id"],
    ["half a character as id", event("x.y", {}, { id: "\ud800" }), "id"],
    ["a timestamp without zone", event("x.y", {}, { timestamp: "2026-11-20T08:15:30" }), "timestamp"],
    ["a list", [], "content"],
    ["null", null, "content"],
  ])("%s is a fault", (_what, content, member) => {
    expect(inEnglish(readBillingEnvelope(bytesOf(content)))).toEqual({
      fault: expect.stringMatching(new RegExp(`missing or malformed: ${member}\\b`)),
    });
  });

  it.each([
    ["not UTF-8", Buffer.from([0x22, 0xff, 0x22])],
    ["cut short", Buffer.from('{"type":"invoice.issued"')],
    ["empty", Buffer.alloc(0)],
    ["HTML", Buffer.from("<html></html>")],
  ])("%s is not JSON", (_what, bytes) => {
    expect(inEnglish(readBillingEnvelope(bytes))).toEqual({ fault: "The event is not valid JSON in UTF-8." });
  });

  it("never throws, whatever the input", () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from)), (bytes) => {
        const result = readBillingEnvelope(bytes);
        expect("fault" in result || "envelope" in result).toBe(true);
      }),
    );
  });

  it("returns a fault, and does not crash, at 200,000 nested brackets", () => {
    const deep = Buffer.from("[".repeat(200_000) + "]".repeat(200_000));
    expect(readBillingEnvelope(deep)).toHaveProperty("fault");
  });
});

describe("the four events", () => {
  it.each(soundEvents)("%s is read unchanged", (type, data) => {
    expect(read(event(type, data))).toEqual({ event: event(type, data) });
  });

  it.each(["invoice.paid", "payment", "toString", "invoice.issued.v2"])("%s is not an event", (type) => {
    expect(read(event(type, issuedData()))).toEqual({ unknownType: true });
  });

  it("may have further members, which are dropped", () => {
    const more = { patient: { name: "N" }, note: "T" };
    const lines = [invoiceLine({ description: "D", diagnosis: ["J45"] })];
    const result = read(event("invoice.issued", { ...issuedData({ lines }), ...more }, more));
    expect(result).toEqual({
      event: event("invoice.issued", issuedData({ lines: [invoiceLine()] })),
    });
  });
});

describe("a violation is reported by its path and never by its value", () => {
  it.each<[string, string, object, string]>([
    ["an amount that is a number", "payment.confirmed", confirmedData({ amount: 20.4 }), "data.amount"],
    ["an amount of zero", "payment.confirmed", confirmedData({ amount: "0.00" }), "data.amount"],
    ["an amount below zero", "payment.refunded", refundedData({ amount: "-5.40" }), "data.amount"],
    ["an exponent", "payment.confirmed", confirmedData({ amount: "1e3" }), "data.amount"],
    ["a decimal comma", "payment.confirmed", confirmedData({ amount: "20,40" }), "data.amount"],
    ["five decimals", "payment.confirmed", confirmedData({ amount: "1.00001" }), "data.amount"],
    ["a refund of no payment", "payment.refunded", refundedData({ paymentId: undefined }), "data.paymentId"],
    ["a currency in small letters", "payment.confirmed", confirmedData({ currency: "usd" }), "data.currency"],
    ["a day that is none", "payment.confirmed", confirmedData({ date: "2026-02-30" }), "data.date"],
    ["a day with a time", "invoice.voided", voidedData({ date: "2026-11-21T00:00:00Z" }), "data.date"],
    ["a sentence as reason", "invoice.voided", voidedData({ reason: "the patient died" }), "data.reason"],
    ["a number with a line end", "invoice.voided", voidedData({ number: "INV-1\n" }), "data.number"],
    ["no lines", "invoice.issued", issuedData({ lines: [] }), "data.lines"],
    [
      "a price that is a number",
      "invoice.issued",
      issuedData({ lines: [invoiceLine(), invoiceLine({ unitPrice: 12.5 })] }),
      "data.lines.1.unitPrice",
    ],
    ["no department", "invoice.issued", issuedData({ lines: [{}] }), "data.lines.0.department"],
    ["a payer of no kind", "invoice.issued", issuedData({ payer: { id: "AETNA-07" } }), "data.payer.kind"],
    [
      "a name as payer",
      "invoice.issued",
      issuedData({ payer: { kind: "organization", id: "Ada Byron" } }),
      "data.payer.id",
    ],
    ["a blank account", "invoice.issued", issuedData({ account: " \t" }), "data.account"],
    ["no total", "invoice.issued", issuedData({ total: undefined }), "data.total"],
    ["no data", "invoice.issued", Object("text"), "data"],
  ])("%s", (_what, type, data, path) => {
    const result = read(event(type, data));
    expect(result).toHaveProperty("issues");
    const { issues } = result as { issues: { path: string; rule: string }[] };
    expect(issues.map((issue) => issue.path)).toContain(path);
  });

  it("contains no values of the event", () => {
    fc.assert(
      fc.property(fc.constantFrom(...soundEvents), fc.nat(), ([type, data], choice) => {
        const members = Object.keys(data);
        const broken = { ...data, [members[choice % members.length] ?? ""]: ["CANARY canary"] };
        const result = read(event(type, broken));
        expect(result).toHaveProperty("issues");
        expect(JSON.stringify(result)).not.toMatch(/canary/i);
      }),
    );
  });

  it("reports at most 20 issues, and one for very many lines", () => {
    const twentyPlus = read(event("invoice.issued", issuedData({ lines: Array(100).fill({}) })));
    expect(twentyPlus).toHaveProperty("issues.length", 20);
    const lines = (count: number) =>
      read(event("invoice.issued", issuedData({ lines: Array(count).fill(0) })));
    expect(lines(20_000)).toEqual({ issues: [{ path: "data.lines", rule: "too_big" }] });
    expect(inEnglish(lines(1_000_000))).toEqual({
      fault: expect.stringContaining("more than 20000 members"),
    });
  });
});
