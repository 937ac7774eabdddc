import { describe, expect, it } from "vitest";
import { BILLING_CONTENT_TYPE, billing } from "../../../../sidecar/formats/billing/format.ts";
import { inEnglish } from "../../../support/told.ts";
import { bytesOf, confirmedData, event, issuedData, soundEvents } from "../../codecs/billing/events.ts";

const pseudonym = (kind: string) => `${kind} pseudonym`;
const decode = (content: unknown) => billing.decode(bytesOf(content), { pseudonym });

describe("the format of the billing system", () => {
  it("is recognised by its content type alone", () => {
    expect(BILLING_CONTENT_TYPE).toBe("application/vnd.suture.billing+json");
    const bytes = bytesOf(event("invoice.issued", issuedData()));
    for (const [contentType, known] of [
      [BILLING_CONTENT_TYPE, true],
      ["application/json", false],
      [null, false],
    ] as const)
      expect(billing.recognises(bytes, contentType)).toBe(known);
  });

  it.each(soundEvents)("reads a body as one %s, identified by the event's ID", (type, data) => {
    const bytes = bytesOf(event(type, data));
    expect(billing.split(bytes)).toEqual([{ start: 0, end: bytes.length, identity: "billing/evt_0001" }]);
  });

  it("rejects a body that is not an event", () => {
    expect(inEnglish(billing.split(Buffer.from("{")))).toEqual([
      { start: 0, end: 1, identity: null, unreadable: "The event is not valid JSON in UTF-8." },
    ]);
    expect(decode([]).problem).toMatchObject({ code: "UNREADABLE" });
  });

  it("distinguishes events by their type and ID", () => {
    const content = event("payment.confirmed", confirmedData());
    expect(decode(content).documents).toMatchObject([
      {
        key: "1",
        code: "payment.confirmed",
        controlReference: "evt_0001",
        start: 0,
        end: bytesOf(content).length,
      },
    ]);
  });

  it("does not support other types of events", () => {
    const [document] = decode(event("invoice.paid", issuedData())).documents;
    expect(document).toMatchObject({
      code: "invoice.paid",
      number: "INV-2026-0042",
      problem: { code: "UNSUPPORTED_DOCUMENT" },
    });
  });

  it.each([
    ["invoice.issued", issuedData({ total: "secret value" }), "INV-2026-0042"],
    ["payment.confirmed", confirmedData({ amount: 20.4 }), "PAY-9"],
    ["payment.confirmed", confirmedData({ id: "Ada Byron" }), undefined],
    ["payment.confirmed", null, undefined],
    ["other.thing", { id: "X", number: "Y" }, undefined],
  ])("names an unusable %s by its number, if that is valid: %#", (type, data, number) => {
    const [document] = decode(event(type, data)).documents;
    expect(document).toHaveProperty("problem");
    expect(document?.number).toBe(number);
    expect(JSON.stringify(document)).not.toMatch(/secret value|Byron/);
  });

  it("names the location of a violation", () => {
    const [document] = decode(event("payment.confirmed", confirmedData({ amount: 20.4 }))).documents;
    expect(inEnglish(document)).toMatchObject({
      problem: {
        code: "SCHEMA_INVALID",
        findings: [
          {
            code: "SCHEMA_INVALID",
            field: "data.amount",
            text: "A value of the event is not valid: Amount (missing or of the wrong type).",
          },
        ],
      },
    });
  });

  it("is read, never written", async () => {
    expect(billing.writes).toEqual([]);
    await expect(billing.encode()).rejects.toThrow("billing-event.not-written");
    await expect(billing.encodeReply()).rejects.toThrow("billing-event.not-written");
  });
});
