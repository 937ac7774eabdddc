import { describe, expect, it } from "vitest";
import { readBillingMessage } from "../../../../sidecar/formats/billing/reader.ts";
import { createPseudonym } from "../../../../sidecar/security/pseudonym.ts";
import { bytesOf, event, issuedData, soundEvents } from "../../codecs/billing/events.ts";

/** The members that may reach Odoo unchanged; everything else in an event is personal and stays in the sidecar. */
const meantForOdoo = new Set([
  "data.number",
  "data.issueDate",
  "data.dueDate",
  "data.currency",
  "data.payer.kind",
  "data.payer.id",
  "data.lines.id",
  "data.lines.department",
  "data.lines.revenueAccount",
  "data.lines.quantity",
  "data.lines.unitPrice",
  "data.lines.amount",
  "data.lines.taxAmount",
  "data.taxTotal",
  "data.total",
  "data.date",
  "data.reason",
  "data.id",
  "data.invoiceNumber",
  "data.paymentId",
  "data.amount",
  "data.method",
  // These describe the event, not the patient: its type and number are shown on the exchange, its time is not needed.
  "type",
  "id",
  "timestamp",
]);

const extras = {
  patient: { name: "x", birthDate: "x", address: ["x"], phone: "x" },
  diagnoses: [{ code: "x", text: "x" }],
  description: "x",
  note: "x",
};

let planted = 0;
const canary = () => `CANARY${String(++planted).padStart(4, "0")}`;

/** Replaces every string that must not reach Odoo with a canary. */
function plant(value: unknown, path: string): unknown {
  if (typeof value === "string") return meantForOdoo.has(path) ? value : canary();
  if (Array.isArray(value)) return value.map((each) => plant(each, path));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries({ ...value, ...moreAt(path) });
  return Object.fromEntries(
    members.map(([name, inner]) => [name, plant(inner, path ? `${path}.${name}` : name)]),
  );
}

/** Additional members at every level of the event that the billing system may extend. */
const moreAt = (path: string) =>
  path === "" || /^data(\.(lines|payer))?$/.test(path) ? { extras, ...extras } : {};

const pseudonym = createPseudonym("a secret that is 32 bytes or more");

describe("a canary in every field that must not reach Odoo", () => {
  it.each(soundEvents)("of %s never leaves the format", (type, data) => {
    const before = planted;
    const content = plant(event(type, data), "");
    expect(planted - before).toBeGreaterThan(20);
    const decoded = readBillingMessage(bytesOf(content), pseudonym);
    expect(decoded.documents).toMatchObject([{ document: { type: expect.any(String) } }]);
    expect(JSON.stringify(decoded)).not.toMatch(/canary/i);
  });

  it.each(soundEvents)("of an invalid %s is not in its findings", (type, data) => {
    const broken = { ...data, date: 1, issueDate: "CANARY", payer: { kind: "CANARY", id: "CANARY" } };
    const decoded = readBillingMessage(bytesOf(plant(event(type, broken), "")), pseudonym);
    if (type !== "invoice.voided") expect(decoded.documents).toMatchObject([{ problem: {} }]);
    expect(JSON.stringify(decoded)).not.toMatch(/canary/i);
  });

  it("would be found: other values do reach Odoo", () => {
    const decoded = readBillingMessage(
      bytesOf(event("invoice.issued", issuedData({ number: "CANARY" }))),
      pseudonym,
    );
    expect(JSON.stringify(decoded)).toContain("CANARY");
  });

  it("patients' numbers are planted too: account, encounter, and a patient who pays", () => {
    const payer = { kind: "patient", id: "CANARY 1" };
    const data = issuedData({ account: "CANARY 2", encounter: "CANARY 3", payer });
    const decoded = readBillingMessage(bytesOf(event("invoice.issued", data)), pseudonym);
    expect(decoded.documents).toMatchObject([
      {
        document: { account: pseudonym("account", "CANARY 2"), encounter: expect.stringMatching(/^\w{32}$/) },
      },
    ]);
    expect(JSON.stringify(decoded)).not.toMatch(/canary/i);
  });
});
