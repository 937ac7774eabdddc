import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { StockMovement } from "../../../../../sidecar/documents/stock-movement.ts";
import { hl7v2 } from "../../../../../sidecar/formats/hl7v2/format.ts";
import { decimalFromHl7 } from "../../../../../sidecar/formats/hl7v2/values/amounts.ts";
import { instantOf } from "../../../../../sidecar/formats/hl7v2/values/moments.ts";
import { knownHl7Units, unitFromHl7 } from "../../../../../sidecar/formats/hl7v2/values/units.ts";
import { supplierConnection } from "../../../../support/connection.ts";
import { hl7Segment } from "../../../../support/hl7-text.ts";
import { inEnglish } from "../../../../support/told.ts";

const pseudonym = (kind: string, value: string) => `${kind} of ${value.length} characters`;

type Fields = Readonly<Record<number, string>>;
const rxd = (fields: Fields = {}) =>
  hl7Segment("RXD", { 1: "1", 2: "NF-3001^SECRET^L", 3: "20261120101500", 4: "2", 5: "EA", ...fields });
const pv1 = (fields: Fields = {}) =>
  hl7Segment("PV1", { 3: "DEP-CLE^101^1^NFH", 19: "V-1^^^NFH", ...fields });
const orc = (control = "RE", fields: Fields = {}) =>
  hl7Segment("ORC", { 1: control, 2: "SECRET", ...fields });

function decoded(
  segments: readonly string[],
  { type = "RDS^O13", options = {}, at = "20261120101700-0600", timeZone = "UTC" } = {},
) {
  const text = [`MSH|^~\\&|EHR|NFH|SUTURE|NFH|${at}||${type}|M-1|P|2.5.1`, ...segments].join("\r");
  const format = { code: "hl7v2", version: "2.5.1", options };
  const connection = supplierConnection({ code: "ehr", format, timeZone });
  const { documents } = hl7v2.decode(Buffer.from(text), { connection, duplicateOfOther: false, pseudonym });
  expect(JSON.stringify(documents)).not.toContain("SECRET");
  return documents;
}
const movements = (...given: Parameters<typeof decoded>): StockMovement[] =>
  decoded(...given).map((each) => {
    if (!("document" in each) || each.document.type !== "StockMovement")
      throw new Error(JSON.stringify(each));
    return each.document;
  });
const problem = (...given: Parameters<typeof decoded>) => {
  const [first] = decoded(...given);
  return first && "problem" in first ? first.problem : undefined;
};

describe("a dispense (RDS^O13)", () => {
  test("becomes a movement without data of the patient", () => {
    const pid = hl7Segment("PID", { 3: "SECRET", 5: "SECRET^SECRET", 7: "19000101" });
    const segments = [pid, pv1(), orc(), rxd({ 9: "SECRET", 18: "LS2601A", 19: "20280531", 21: "SECRET" })];
    expect(movements(segments)).toEqual([
      {
        type: "StockMovement",
        id: "M-1",
        direction: "consumption",
        occurredAt: "2026-11-20T10:15:00-06:00",
        department: [{ scheme: "department", id: "DEP-CLE" }],
        encounter: "encounter of 9 characters",
        lines: [
          {
            id: "1",
            item: { ids: [{ scheme: "buyer", id: "NF-3001" }] },
            quantity: { value: "2", unit: "C62" },
            lot: { number: "LS2601A", expiry: "2028-05-31" },
          },
        ],
      },
    ]);
  });

  test("of several orders becomes one movement, with a line for each", () => {
    const [movement, ...others] = movements([pv1(), orc(), rxd(), orc(), rxd({ 4: "3" }), rxd({ 4: "4" })]);
    expect(others).toEqual([]);
    expect(movement?.lines.map(({ id, quantity }) => [id, quantity.value])).toEqual([
      ["1", "2"],
      ["2", "3"],
      ["3", "4"],
    ]);
  });

  test.each([
    ["a cancelled order", orc("CA"), "2"],
    ["an amount below zero", orc("RE"), "-2"],
    ["both", orc("CA"), "-2"],
  ])("is a return: %s", (_name, order, amount) => {
    expect(movements([pv1(), order, rxd({ 4: amount })])).toMatchObject([
      { direction: "return", lines: [{ quantity: { value: "2" } }] },
    ]);
  });

  test("that consumes and returns becomes two movements, each with its own key", () => {
    const documents = decoded([pv1(), orc(), rxd(), rxd({ 4: "-1" }), rxd({ 4: "5" })]);
    expect(documents.map(({ key }) => key)).toEqual(["1", "2"]);
    expect(documents).toMatchObject([
      { document: { direction: "consumption", lines: [{ id: "1" }, { id: "3" }] } },
      { document: { direction: "return", lines: [{ id: "2" }] } },
    ]);
  });

  test.each<readonly [string, readonly string[], string]>([
    ["PV1-3", [pv1(), orc("RE", { 17: "W3" }), rxd()], "DEP-CLE"],
    ["ORC-17 where PV1 names none", [pv1({ 3: "" }), orc("RE", { 17: "W3^SECRET" }), rxd()], "W3"],
    ["ORC-13 where nothing else does", [orc("RE", { 13: "W4" }), rxd()], "W4"],
    ["each order's own", [orc("RE", { 17: "W3" }), rxd()], "W3"],
  ])("has the department of %s", (_name, segments, department) => {
    expect(movements(segments)[0]?.department).toEqual([{ scheme: "department", id: department }]);
  });

  test("of orders in two departments becomes two movements", () => {
    const segments = [orc("RE", { 17: "W3" }), rxd(), orc("RE", { 17: "W4" }), rxd()];
    expect(movements(segments).map(({ department }) => department[0]?.id)).toEqual(["W3", "W4"]);
  });

  test("reads department, cost centre, number and units at the configured locations", () => {
    const agreed = { department: ["ZDP-2"], costCentre: ["ZDP-3.1"], units: { DOSE: "C62" } };
    const options = { movement: { ...agreed, number: ["ORC-3"] } };
    const segments = [pv1(), "ZDP|1|W9|CC-9^SECRET", orc("RE", { 3: "DSP-1" }), rxd({ 5: "DOSE" })];
    expect(movements(segments, { options })).toMatchObject([
      {
        id: "DSP-1",
        department: [{ id: "W9" }],
        costCentre: [{ scheme: "cost-centre", id: "CC-9" }],
        lines: [{ quantity: { unit: "C62" } }],
      },
    ]);
  });

  test.each([
    ["NF-3001", "buyer", "NF-3001"],
    ["NF-3001^x^99NFH", "buyer", "NF-3001"],
    ["0093-2264-01^x^NDC", "ndc", "00093226401"],
    ["9527000010026^x^GTIN", "gtin", "09527000010026"],
    ["9527000010027^x^GTIN", "other", "9527000010027"],
    ["308191^x^RXNORM", "other", "308191"],
    ["A1^x^PYX", "maker", "A1"],
  ])("names the item %s as %s %s", (field, scheme, id) => {
    const options = { movement: { itemSchemes: { PYX: "maker" } } };
    expect(movements([pv1(), orc(), rxd({ 2: field })], { options })[0]?.lines[0]?.item).toEqual({
      ids: [{ scheme, id }],
    });
  });

  test.each<readonly [string, readonly string[], string, string]>([
    ["no dispense", [pv1(), orc()], "SCHEMA_INVALID", "RXD"],
    ["a dispense in front of its order", [pv1(), rxd(), orc(), rxd()], "SCHEMA_INVALID", "RXD"],
    ["an order without a dispense", [pv1(), orc(), rxd(), orc("CA")], "SCHEMA_INVALID", "RXD"],
    ["no department", [orc(), rxd()], "UNKNOWN_LOCATION", "department"],
    [
      "a department in words",
      [pv1({ 3: "SECRET, ward of the sick" }), orc(), rxd()],
      "UNKNOWN_LOCATION",
      "department",
    ],
    ["no item", [pv1(), orc(), rxd({ 2: "^SECRET" })], "UNKNOWN_ITEM", "item"],
    ["no amount", [pv1(), orc(), rxd({ 4: "" })], "SCHEMA_INVALID", "quantity"],
    ["an amount of zero", [pv1(), orc(), rxd({ 4: "0.0" })], "SCHEMA_INVALID", "quantity"],
    ["an amount in words", [pv1(), orc(), rxd({ 4: "SECRET" })], "SCHEMA_INVALID", "quantity"],
    ["no unit", [pv1(), orc(), rxd({ 5: "" })], "UNKNOWN_UNIT", "unit"],
    ["units that differ", [pv1(), orc(), rxd({ 5: "EA^^^BX" })], "UNKNOWN_UNIT", "unit"],
    ["a unit in words", [pv1(), orc(), rxd({ 5: "as SECRET takes it" })], "UNKNOWN_UNIT", "unit"],
    ["two lots for one amount", [pv1(), orc(), rxd({ 18: "A~B" })], "LOT_MISSING", "lot"],
    ["an expiry that is none", [pv1(), orc(), rxd({ 18: "A", 19: "20280231" })], "SCHEMA_INVALID", "expiry"],
    ["a day that is none", [pv1(), orc(), rxd({ 3: "20261332" })], "SCHEMA_INVALID", "date"],
    ["an order control that moves nothing", [pv1(), orc("HD"), rxd()], "UNSUPPORTED_DOCUMENT", "ORC-1"],
    ["an order control that is none", [pv1(), orc("QQ"), rxd()], "UNSUPPORTED_DOCUMENT", "ORC-1"],
    ["a status told again", [pv1(), orc("SC"), rxd()], "UNSUPPORTED_DOCUMENT", "ORC-1"],
    ["a deleted order control", [pv1(), orc('""'), rxd()], "UNSUPPORTED_DOCUMENT", "ORC-1"],
    ["an order control in words", [pv1(), orc("SECRET"), rxd()], "UNSUPPORTED_DOCUMENT", "ORC-1"],
    [
      "two expiries of one lot",
      [pv1(), orc(), rxd({ 18: "A~A", 19: "202805~202806" })],
      "SCHEMA_INVALID",
      "expiry",
    ],
    ["a month for its day", [pv1(), orc(), rxd({ 3: "202611" })], "SCHEMA_INVALID", "date"],
    ["a day that is exact to the month", [pv1(), orc(), rxd({ 3: "20261101^L" })], "SCHEMA_INVALID", "date"],
    ["two visits", [pv1(), pv1({ 19: "V-2" }), orc(), rxd()], "SCHEMA_INVALID", "PV1"],
  ])("with %s becomes an exception without its value", (_name, segments, code, field) => {
    expect(problem(segments)?.findings).toContainEqual(expect.objectContaining({ code, field }));
  });

  test.each([
    { movement: { department: ["PID-5"] } },
    { movement: { utcOffset: "EST" } },
    { supply: { segment: "PID" } },
  ])("with invalid options (%j) becomes an exception", (options) => {
    expect(problem([pv1(), orc(), rxd()], { options })?.code).toBe("SCHEMA_INVALID");
  });
});

describe("times without a zone, in a message without one", () => {
  const occurred = (more: object, stamp = "20261130213000") =>
    movements([pv1(), orc(), rxd({ 3: stamp })], { at: "20261130213100", ...more }).map(
      ({ occurredAt }) => occurredAt,
    );

  test.each([
    [{ timeZone: "America/New_York" }, "20261130213000", "2026-11-30T21:30:00-05:00"],
    [{ timeZone: "America/New_York" }, "20260701213000", "2026-07-01T21:30:00-04:00"], // daylight saving time
    [{ timeZone: "Pacific/Kiritimati" }, "20261130", "2026-11-30T00:00:00+14:00"],
    [{}, "20261130213000", "2026-11-30T21:30:00+00:00"],
    [
      { timeZone: "America/New_York", options: { movement: { utcOffset: "+00:00" } } },
      "20261130213000",
      "2026-11-30T21:30:00+00:00",
    ],
  ])("are in the company's zone, or as configured (%j, %s)", (more, stamp, instant) => {
    expect(occurred(more, stamp)).toEqual([instant]);
  });

  test("in UTC belong to the company's date, and one movement has one date", () => {
    const at = (stamp: string) => rxd({ 3: stamp });
    const segments = [pv1(), orc(), at("20261130233000+0000"), orc(), at("20261201023000+0000")];
    expect(movements(segments, { timeZone: "America/New_York" })).toHaveLength(1);
    expect(movements(segments)).toHaveLength(2);
  });
});

describe("the codes of a dispense", () => {
  test.each([
    ["NW", "consumption"],
    ["RE", "consumption"],
    ["re ", "consumption"],
    ["", "consumption"],
    ["CH", "consumption"],
    ["CA", "return"],
    ["CR", "return"],
    ["OC", "return"],
  ])("ORC-1 %j is a %s", (control, direction) =>
    expect(movements([pv1(), orc(control), rxd()])).toMatchObject([{ direction }]),
  );

  test("a configured order control has the configured meaning", () => {
    const options = { movement: { orderControls: { SC: "leaves", XX: "returns" } } };
    expect(movements([pv1(), orc("SC"), rxd()], { options })).toMatchObject([{ direction: "consumption" }]);
    expect(movements([pv1(), orc("XX"), rxd()], { options })).toMatchObject([{ direction: "return" }]);
  });

  test.each([
    ["20280531", "2028-05-31"],
    ["202805", "2028-05-31"],
    ["202802", "2028-02-29"],
    ["202702", "2027-02-28"],
    ["2028", "2028-12-31"],
    ["202805-0600", "2028-05-31"],
    ["20280501^L", "2028-05-31"],
    ["20280101^Y", "2028-12-31"],
    ["20280512^D", "2028-05-12"],
    ["20280531235959-0600", "2028-05-31"],
  ])("a lot that expires %s is usable until %s", (stamp, expiry) => {
    const dispensed = movements([pv1(), orc(), rxd({ 18: "A", 19: stamp })]);
    expect(dispensed[0]?.lines[0]?.lot).toEqual({ number: "A", expiry });
    const used = movements([pv1(), `ZSU|1|NF-1002|20|EA|A|${stamp}`], { type: "ZSU^Z01" });
    expect(used[0]?.lines[0]?.lot).toEqual({ number: "A", expiry });
  });

  test.each(["202813", "202800", "20280500", "28", "20280532", "may 2028"])("%j is not an expiry", (stamp) =>
    expect(problem([pv1(), orc(), rxd({ 18: "A", 19: stamp })])?.findings).toMatchObject([
      { field: "expiry" },
    ]),
  );

  test("a repeated lot is one lot", () =>
    expect(movements([pv1(), orc(), rxd({ 18: "A~A", 19: "202805~20280531" })])[0]?.lines[0]?.lot).toEqual({
      number: "A",
      expiry: "2028-05-31",
    }));

  test("with two departments in one field is ambiguous", () => {
    const options = { movement: { department: ["ZDP-2"], costCentre: ["ZDP-3"] } };
    const findings = problem([pv1(), "ZDP|1|W1|C", "ZDP|2|W2|C", orc(), rxd()], { options })?.findings;
    expect(inEnglish(findings)).toMatchObject([
      { code: "UNKNOWN_LOCATION", text: expect.stringContaining("ZDP-2") },
    ]);
  });

  test.each([
    ["M".repeat(40), undefined],
    ["M".repeat(41), "has 41 characters, but at most 40 are allowed"],
    ["SECRET of Jane", undefined],
  ])("the number %s is used, or is refused with advice for the sender", (control, words) => {
    const text = [
      `MSH|^~\\&|EHR|NFH|SUTURE|NFH|20261120||RDS^O13|${control}|P|2.5.1`,
      pv1(),
      orc(),
      rxd(),
    ].join("\r");
    const connection = supplierConnection({ code: "ehr" });
    const [document] = hl7v2.decode(Buffer.from(text), {
      connection,
      duplicateOfOther: false,
      pseudonym,
    }).documents;
    if (words === undefined) expect(document).toHaveProperty("document");
    else
      expect(inEnglish(document)).toMatchObject({
        problem: { findings: [{ field: "MSH-10", text: expect.stringContaining(words) }] },
      });
  });
});

describe("a dispense of version 2.3 (RDS^O01)", () => {
  test("is read as a dispense", () => {
    const segments = [pv1(), orc(), rxd({ 5: "BAG" }), "NTE|1||SECRET line\nSECRET line"];
    expect(movements(segments, { type: "RDS^O01" })).toMatchObject([
      { direction: "consumption", lines: [{ quantity: { value: "2", unit: "BG" } }] },
    ]);
  });
});

describe("units", () => {
  const unitOf = (field: string, options = {}) =>
    movements([pv1(), orc(), rxd({ 5: field })], { options })[0]?.lines[0]?.quantity.unit;

  test.each([
    ["EA", "C62"],
    ["DOSE^a dose^L^EA^each^L", "C62"],
    ["TAB^tablet^L^{tbl}^^UCUM", "U2"],
    ["TAB^tablet^L^^^^^^^385055001^^SCT", "U2"],
    // The sender's own code, which the crosswalk maps.
    ["DOSE", "hl7:DOSE"],
    ["[arb'U]", undefined],
    ["ML^^UCUM", "hl7:ML"],
    ["EA^each^NOBODYS", "hl7:EA"],
    ["{spray}", "hl7:{spray}"],
  ])("%s is %s", (field, unit) => {
    if (unit === undefined) expect(problem([pv1(), orc(), rxd({ 5: field })])?.code).toBe("UNKNOWN_UNIT");
    else expect(unitOf(field)).toBe(unit);
  });

  test("configured units take precedence over known ones", () => {
    const options = { movement: { units: { BX: "CT" } } };
    expect(unitOf("BX", options)).toBe("CT");
    expect(unitOf("EA^^^BX", options)).toBe("CT");
  });
});

describe("supply segments", () => {
  const zsu = "ZSU|1|NF-1002^SECRET|20|EA|L1|20270131|CLW|CC-CLW";
  const expected = {
    department: [{ scheme: "department", id: "CLW" }],
    costCentre: [{ scheme: "cost-centre", id: "CC-CLW" }],
    occurredAt: "2026-11-20T10:17:00-06:00",
    lines: [{ quantity: { value: "20", unit: "C62" }, lot: { number: "L1", expiry: "2027-01-31" } }],
  };

  test.each(["ZSU^Z01", "ORM^O01", "ADT^A01"])("are read in %s", (type) => {
    expect(movements([pv1(), zsu], { type })).toMatchObject([expected]);
  });

  test("are read in addition to the message itself", () => {
    const visit = pv1({ 2: "I", 44: "20261118", 45: "20261120" });
    const documents = decoded([visit, zsu], { type: "ADT^A03" });
    expect(documents).toHaveLength(2);
    expect(documents[1]).toMatchObject({ key: "2", document: { type: "StockMovement" } });
  });

  test("have their fields at the configured positions", () => {
    const supply = {
      segment: "ZUS",
      item: 1,
      itemScheme: "maker",
      quantity: 2,
      unit: 3,
      lot: 9,
      expiry: 10,
      department: 4,
      costCentre: 11,
      occurredAt: 5,
    };
    expect(movements(["ZUS|A-1|3|BX|W1|20261119"], { type: "ZSU^Z01", options: { supply } })).toMatchObject([
      {
        occurredAt: "2026-11-19T00:00:00-06:00",
        department: [{ id: "W1" }],
        lines: [{ item: { ids: [{ scheme: "maker", id: "A-1" }] }, quantity: { value: "3", unit: "BX" } }],
      },
    ]);
  });

  test("of an unknown event are read, and the event becomes an exception nevertheless", () => {
    const documents = decoded([pv1(), zsu], { type: "ADT^Z99" });
    expect(documents).toMatchObject([
      { key: "1", problem: { code: "UNSUPPORTED_DOCUMENT" } },
      { key: "2", document: { type: "StockMovement" } },
    ]);
  });

  test("with two lots for one amount become an exception", () => {
    const findings = problem([pv1(), zsu.replace("|L1|", "|L1~L2|")], { type: "ZSU^Z01" })?.findings;
    expect(findings).toMatchObject([{ code: "LOT_MISSING" }]);
  });

  test("do not include other Z segments", () => {
    expect(problem(["ZXX|1|NF-1002|20|EA"], { type: "ORM^O01" })?.code).toBe("UNSUPPORTED_DOCUMENT");
  });

  test("with their own department take precedence over the visit's; without one the visit's counts", () => {
    const [movement] = movements([pv1(), "ZSU|1|NF-1002|1|EA"], { type: "ZSU^Z01" });
    expect(movement?.department[0]?.id).toBe("DEP-CLE");
  });
});

describe("units (HL7, UCUM, SNOMED CT → UN/ECE Rec 20 and 21)", () => {
  test.each([
    ["EA", "", "C62"],
    ["ea", "HL70294", "C62"],
    ["TAB", "", "U2"],
    ["ML", "", "MLT"],
    ["mL", "UCUM", "MLT"],
    ["{tbl}", "UCUM", "U2"],
    ["385055001", "SCT", "U2"],
    ["MG/ML", "", "GL"],
    ["BX", "", "BX"],
  ])("%s (%s) is %s", (code, system, unit) => expect(unitFromHl7(code, system)).toBe(unit));

  test.each([
    ["DOSE", ""],
    ["CS", ""],
    ["UNIT", ""],
    ["ML", "UCUM"],
    ["TAB", "SCT"],
    ["", ""],
    ["constructor", ""],
    ["__proto__", "UCUM"],
  ])("%s (%s) is never guessed", (code, system) => expect(unitFromHl7(code, system)).toBeUndefined());

  test("every unit of the table is a code of Rec 20 or 21", () =>
    expect(knownHl7Units.filter((code) => !/^[A-Z0-9]{1,3}$/.test(unitFromHl7(code) ?? ""))).toEqual([]));
});

describe("numbers and times", () => {
  test.each([
    ["2", "2"],
    ["+2", "2"],
    ["-2.50", "-2.50"],
    [".5", "0.5"],
    ["5.", "5"],
    ["007", "7"],
    ["", undefined],
    [".", undefined],
    ["1e3", undefined],
    ["1,5", undefined],
  ])("%j is %j", (text, expected) => expect(decimalFromHl7(text)).toBe(expected));

  test.each([
    ["20261120", "2026-11-20T00:00:00+01:00"],
    ["202611201015", "2026-11-20T10:15:00+01:00"],
    ["20261120101530.1234-0600", "2026-11-20T10:15:30-06:00"],
    ["202611", undefined],
    ["20260230", undefined],
    ["2026112025", undefined],
  ])("%s is %s", (text, expected) => expect(instantOf(text, "+01:00")).toBe(expected));

  test("of any text result in a decimal, an instant or nothing", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(decimalFromHl7(text) ?? "0").toMatch(/^-?\d{1,18}(\.\d{1,10})?$/);
        expect(instantOf(text, "+00:00") ?? "2026-01-01T00:00:00+00:00").toMatch(/^\d{4}-\d\d-\d\dT/);
      }),
    );
  });
});
