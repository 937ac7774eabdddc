import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { formats } from "../../../sidecar/formats/registry.ts";
import type { SourceView } from "../../../sidecar/formats/source-view.ts";
import { createPseudonym } from "../../../sidecar/security/pseudonym.ts";
import { canaries } from "../../support/canaries.ts";
import { supplierConnection } from "../../support/connection.ts";
import { plantedAdt, plantedDispense, plantedHl7 } from "../../support/hl7-canaries.ts";
import { inEnglish } from "../../support/told.ts";
import { plantedX12 } from "../../support/x12-canaries.ts";
import { interchange } from "../../support/x12-text.ts";

/** The source view of a message: enough to find the location in question, and no value that the document does not contain. */

const pseudonym = createPseudonym("a secret that is 32 bytes or more");
const fixtures = path.join(import.meta.dirname, "../../../fixtures");

function viewsOf(code: string, bytes: Uint8Array, connection = supplierConnection()): SourceView[] {
  const format = formats.find((one) => one.code === code);
  const decoded = format?.decode(bytes, { connection, duplicateOfOther: false, pseudonym });
  const views = (decoded?.documents ?? []).map((document) => format?.describe?.(bytes, document) ?? []);
  return inEnglish(views) as SourceView[];
}

const fixture = (folder: string, file: string) => readFileSync(path.join(fixtures, folder, file));

describe("X12", () => {
  const [view = []] = viewsOf(
    "x12",
    fixture("04-855-price-over-tolerance-waits-for-a-person", "message.x12"),
  );

  test("the line in question is shown alone, with its price named as in findings", () => {
    const line = view.find((section) => section.line === "1");
    expect(line?.title).toBe("PO1 1");
    expect(line?.rows).toContainEqual({ label: "PO104 price", value: "5.25", fields: ["price"] });
    expect(line?.rows).toContainEqual({ label: "PO107 item number", value: "HM-10041", fields: ["item"] });
  });

  test("the heading contains the number of the order", () => {
    expect(view[0]?.rows).toContainEqual({ label: "BAK03 order number", value: "P00012", fields: ["order"] });
  });

  test("an unreadable line shows quantities and codes, not item numbers", () => {
    const text = fixture("04-855-price-over-tolerance-waits-for-a-person", "message.x12").toString();
    const [unread = []] = viewsOf("x12", Buffer.from(text.replace("*BX*5.25", "*ZZ*5..25")));
    const line = unread.find((section) => section.line === "1");
    expect(line?.rows).toContainEqual(expect.objectContaining({ label: "PO103 unit", value: "ZZ" }));
    expect(line?.rows).toContainEqual(expect.objectContaining({ label: "PO107 item number", value: "•••" }));
  });

  test.each([
    ["855", "PR"],
    ["810", "IN"],
  ])("canaries in an unreadable %s are not in its view", (code, group) => {
    const planter = canaries();
    const text = interchange(code, group, plantedX12(code, "004010", {}, planter), { control: 1 });
    const views = viewsOf("x12", Buffer.from(text));
    expect(views.flat().length).toBeGreaterThan(0);
    expect(planter.foundIn(JSON.stringify(views))).toEqual([]);
  });
});

describe("HL7 v2", () => {
  const ehr = supplierConnection({ kind: "ehr", format: { code: "hl7v2", version: "2.5.1", options: {} } });

  test("a dispense shows its quantity, and of the patient only the locations with a value", () => {
    const [view = []] = viewsOf(
      "hl7v2",
      fixture("52-rds-for-more-than-is-there-waits-for-a-person", "message.hl7"),
      ehr,
    );
    const rows = view.flatMap((section) => section.rows);
    const patient = view.find(({ title }) => title === "PID")?.rows ?? [];
    expect(patient.length).toBeGreaterThan(0);
    expect(patient.every(({ value }) => value === "•••")).toBe(true);
    expect(rows).toContainEqual(expect.objectContaining({ label: "RXD-4", fields: ["quantity"] }));
  });

  test.each([
    ["a dispense", plantedDispense("C-1"), ["PV1-3.1", "RXD-2.1", "RXD-2.4"]],
    ["a discharge", plantedAdt("A03", "C-1"), ["PV1-3.1", "PV1-3.4"]],
  ])("of %s with a canary in every field, only values of the document are shown", (_, planted, meant) => {
    const planter = canaries();
    const views = viewsOf("hl7v2", Buffer.from(plantedHl7(planted, planter)), ehr);
    expect(views.flat().length).toBeGreaterThan(0);
    expect(meant).toEqual(expect.arrayContaining(planter.foundIn(JSON.stringify(views))));
  });
});

describe("JSON", () => {
  test("of a billing event, only values of the document are shown", () => {
    const [view = []] = viewsOf(
      "billing",
      fixture("62-invoice-issued-that-does-not-add-up-is-not-posted", "message.json"),
    );
    const total = view.flatMap(({ rows }) => rows).find(({ label }) => String(label).endsWith("total"));
    expect(total?.fields).toEqual(["total"]);
    expect(view.some(({ line }) => line !== undefined)).toBe(true);
  });

  test("unusual member names, and values that no document contains, are withheld", () => {
    const body = JSON.stringify({
      specversion: "1.0",
      id: "1",
      source: "urn:x",
      type: "health.suture.order-response.v1",
      data: { "Doe, Jane 1970": "secret", lines: [{ id: "Jane", text: "secret" }] },
    });
    const views = viewsOf("cloudevents", Buffer.from(body));
    expect(views.flat().length).toBeGreaterThan(0);
    expect(JSON.stringify(views)).not.toMatch(/Jane|secret/);
  });
});

test.each([
  ["x12", "ISA*00*broken~"],
  ["hl7v2", "MSH|^~\\&|"],
  ["cloudevents", "{"],
  ["billing", "[]"],
])("an unreadable %s has no view, and nothing throws", (code, text) => {
  const format = formats.find((one) => one.code === code);
  const decoded = {
    key: "1",
    code: "x",
    controlReference: null,
    start: 0,
    end: 0,
    problem: { code: "UNREADABLE", findings: [] },
  } as const;
  const rows = (format?.describe?.(Buffer.from(text), decoded) ?? []).flatMap((section) => section.rows);
  expect(rows).toEqual([]);
});
