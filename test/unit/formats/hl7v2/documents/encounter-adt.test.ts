import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it, test } from "vitest";
import { hl7v2 } from "../../../../../sidecar/formats/hl7v2/format.ts";
import { createPseudonym } from "../../../../../sidecar/security/pseudonym.ts";
import { supplierConnection } from "../../../../support/connection.ts";
import { type AdtSetup, adt } from "../../../../support/hl7-text.ts";
import { inEnglish } from "../../../../support/told.ts";

const pseudonym = createPseudonym("a secret that is 32 bytes or more");
const encounter = pseudonym("encounter", "V-100234^^^NFH");

function decode(text: string, options: Readonly<Record<string, unknown>> = {}, timeZone = "UTC") {
  const connection = supplierConnection({
    timeZone,
    code: "ehr",
    kind: "ehr",
    format: { code: "hl7v2", version: "2.5.1", options },
  });
  const decoded = hl7v2.decode(Buffer.from(text), { connection, duplicateOfOther: false, pseudonym });
  expect(decoded.problem).toBeUndefined();
  const [document, ...others] = decoded.documents;
  expect(others).toEqual([]);
  return document;
}

const documentOf = (event: string, setup: AdtSetup = {}, options = {}) =>
  (decode(adt(event, setup), options) as { document?: unknown }).document;
const problemOf = (event: string, setup: AdtSetup = {}, options = {}) =>
  inEnglish(decode(adt(event, setup), options)) as {
    number?: string;
    problem?: { code: string; findings: { field: string; text: string }[] };
  };

describe("an encounter", () => {
  it("contains pseudonyms, department and days, and nothing else", () => {
    expect(documentOf("A03")).toEqual({
      type: "Encounter",
      id: encounter,
      status: "completed",
      account: pseudonym("account", "ACC 778/1"),
      class: "inpatient",
      department: [
        { scheme: "department", id: "DEP-CLE" },
        { scheme: "department", id: "NFH" },
      ],
      startDate: "2026-11-18",
      endDate: "2026-11-20",
    });
  });

  it.each([
    ["A03", "completed"],
    ["A08", "corrected"],
    ["A11", "cancelled"],
    ["A13", "reopened"],
  ])("of ADT^%s is %s", (event, status) => expect(documentOf(event)).toMatchObject({ status }));

  it.each([
    ["I", "inpatient"],
    ["B", "inpatient"],
    ["O", "outpatient"],
    ["R", "outpatient"],
    ["E", "emergency"],
    ["P", "other"],
    ["C", "other"],
    ["N", "other"],
  ])("of class %s is %s", (code, known) =>
    expect(documentOf("A03", { pv1: { 2: code } })).toMatchObject({ class: known }),
  );

  it.each([
    ["OBS", "is OBS, which is not a known code of HL7 v2 table 0004"],
    ["U", "is U (unknown), which is not a known code"],
    ["i", "is i, which is not a known code"],
    ["SECRET PATIENT", "a value that is not a valid code"],
    ["SECRET", "a value that is not a valid code"],
    ["constructor", "a value that is not a valid code"],
  ])("of class %s becomes an exception that names it if it is a code", (code, words) => {
    const { problem } = problemOf("A03", { pv1: { 2: code } });
    expect(problem).toMatchObject({
      code: "UNSUPPORTED_DOCUMENT",
      findings: [{ field: "PV1-2", text: expect.stringContaining(words) }],
    });
    expect(JSON.stringify(problem)).toContain("Patient Classes");
    expect(JSON.stringify(problem)).not.toContain("SECRET");
  });

  it.each([
    ["OBS", "outpatient"],
    ["I", "emergency"],
    ["O", "outpatient"],
  ])("of class %s is %s by the site's or HL7's table", (code, known) => {
    const options = { encounter: { classes: { OBS: "outpatient", I: "emergency" } } };
    expect(documentOf("A03", { pv1: { 2: code } }, options)).toMatchObject({ class: known });
  });

  it.each([
    ["OBS", "observation"],
    ["", "inpatient"],
  ])("is not read with invalid classes: %s is %s", (code, meaning) => {
    const { problem } = problemOf("A03", {}, { encounter: { classes: { [code]: meaning } } });
    expect(problem?.findings).toMatchObject([{ field: "format options" }]);
  });

  it("that began on a date exact only to the month becomes an exception", () => {
    for (const stamp of ["202611", "20261101^L", "2026"]) {
      const findings = problemOf("A03", { pv1: { 44: stamp } }).problem?.findings;
      expect(findings).toMatchObject([
        { field: "PV1-44", text: expect.stringContaining("only a month or a year") },
      ]);
    }
  });

  it("that occurs twice becomes an exception", () => {
    const more = ["PV1|2|I|DEP-CLW||||||||||||||||V-2"];
    expect(problemOf("A03", { more }).problem?.findings).toMatchObject([{ field: "PV1" }]);
  });

  it.each([
    ["20261118", "2026-11-18"],
    ["202611180830", "2026-11-18"],
    ["20261118233000.1234-0600", "2026-11-18"],
    ["20240229", "2024-02-29"],
  ])("that began at %s began on %s", (stamp, startDate) =>
    expect(documentOf("A03", { pv1: { 44: stamp } })).toMatchObject({ startDate }),
  );
});

describe("the days of an encounter, in New York", () => {
  it.each([
    ["20261201023000+0000", "2026-11-30"], // an EHR that states UTC: 21:30 local time
    ["20261130213000-0500", "2026-11-30"],
    ["20261130233000-0600", "2026-11-30"], // the date in Chicago, where it happened
    ["20261201023000", "2026-12-01"], // local time
    ["20261201", "2026-12-01"],
    ["20261201+0000", "2026-12-01"], // a date without time
  ])("one that began at %s began on %s", (stamp, startDate) => {
    const document = decode(adt("A03", { pv1: { 44: stamp, 45: "" } }), {}, "America/New_York");
    expect(document).toMatchObject({ document: { startDate } });
  });
});

describe("empty and deleted fields", () => {
  const fields = { 2: "", 3: "", 44: "", 45: "" };

  it("an empty field changes nothing", () => {
    expect(documentOf("A08", { pv1: fields, pid: { 18: "" } })).toEqual({
      type: "Encounter",
      id: encounter,
      status: "corrected",
      department: [],
    });
  });

  it('"" deletes', () => {
    const deleted = { 2: '""', 3: '""^^^NFH', 44: '""', 45: '""' };
    expect(documentOf("A08", { pv1: deleted, pid: { 18: '""' } })).toEqual({
      type: "Encounter",
      id: encounter,
      status: "corrected",
      department: [],
      deletes: ["account", "class", "department", "startDate", "endDate"],
    });
  });
});

describe("the pseudonym of an encounter", () => {
  const idOf = (field: string) => (documentOf("A03", { pv1: { 19: field } }) as { id: string }).id;

  it("does not depend on spaces around the number", () => expect(idOf(" V-100234 ^^^NFH ")).toBe(encounter));

  it("is that of its number alone without an authority", () =>
    expect(idOf("V-100234")).toBe(pseudonym("encounter", "V-100234")));

  it("is different for another authority, and for an account with the same number", () => {
    expect(idOf("V-100234^^^OTHER")).not.toBe(idOf("V-100234^^^NFH"));
    expect(pseudonym("account", "V-100234")).not.toBe(idOf("V-100234"));
  });

  it("is the same with or without the authority's universal ID, a check digit and a type", () => {
    expect(idOf("V-100234^4^M11^NFH&1.2.3&ISO^VN^Northfield")).toBe(encounter);
    expect(idOf("V-100234^^^&1.2.3&ISO")).toBe(pseudonym("encounter", "V-100234^^^1.2.3"));
  });
});

describe("the cost centre", () => {
  const options = { encounter: { costCentre: ["ZAA-1", "ZCC-2"] }, supply: { segment: "ZSU" } };
  const more = ["ZCC|1|CC-310"];

  it("is read at the location that the connection sets", () =>
    expect(documentOf("A03", { more }, options)).toMatchObject({
      costCentre: [{ scheme: "cost-centre", id: "CC-310" }],
    }));

  it("is not read without a location", () =>
    expect(documentOf("A03", { more })).not.toHaveProperty("costCentre"));

  it("can be deleted", () =>
    expect(documentOf("A08", { more: ['ZCC|1|""'] }, options)).toMatchObject({ deletes: ["costCentre"] }));

  it("with different values in two segments becomes an exception", () => {
    const { problem } = problemOf("A03", { more: ["ZCC|1|CC-310", "ZCC|2|CC-320"] }, options);
    expect(problem?.findings).toMatchObject([{ field: "ZCC-2" }]);
    expect(documentOf("A03", { more: ["ZCC|1|CC-310", "ZCC|2|CC-310"] }, options)).toHaveProperty(
      "costCentre",
    );
  });

  it.each(["PID-5", "NK1-2", "ZCC", "ZCC-0"])("%s is not a valid location for it", (place) => {
    const { problem } = problemOf("A03", { more }, { encounter: { costCentre: [place] } });
    expect(problem?.findings).toMatchObject([
      { field: "format options", text: expect.stringContaining("encounter.costCentre.0") },
    ]);
  });
});

describe("an update without an encounter number", () => {
  it("concerns the patient, and has no effect", () =>
    expect(decode(adt("A08", { pv1: { 19: "" } }))).toBeUndefined());

  it("that deletes the number becomes an exception", () =>
    expect(problemOf("A08", { pv1: { 19: '""' } }).problem?.code).toBe("SCHEMA_INVALID"));
});

describe("a discharge on the day of the admission", () => {
  it.each([
    ["20261120093010", "202611200930"], // stated less precisely
    ["20261120093010", "2026112009"],
    ["202611200930", "20261120"],
    ["20261120", "202611200930"],
    ["20261120093010", "20261120093000"],
    ["202611201030+0100", "202611200930+0000"],
  ])("from %s until %s is accepted", (start, end) =>
    expect(documentOf("A03", { pv1: { 44: start, 45: end } })).toMatchObject({ endDate: "2026-11-20" }),
  );
});

describe("is an exception with the location and without the value:", () => {
  it.each([
    ["no encounter number", { pv1: { 19: "" } }, ["PV1-19"]],
    ["a blank encounter number", { pv1: { 19: " ^^^NFH" } }, ["PV1-19"]],
    ["a deleted encounter number", { pv1: { 19: '""' } }, ["PV1-19"]],
    ["no such day", { pv1: { 45: "20260230" } }, ["PV1-45"]],
    ["no day at all", { pv1: { 44: "202611", 45: "SECRET" } }, ["PV1-44", "PV1-45"]],
    ["a discharge on a day before the admission", { pv1: { 45: "20261117" } }, ["PV1-45"]],
    [
      "a discharge in an hour before the admission",
      { pv1: { 44: "20261120093000", 45: "202611200929" } },
      ["PV1-45"],
    ],
    [
      "a discharge before the admission by another zone",
      { pv1: { 44: "202611200930+0000", 45: "202611200930+0100" } },
      ["PV1-45"],
    ],
    ["a department that is a sentence", { pv1: { 3: "SECRET, room 136" } }, ["PV1-3"]],
    ["a department that is too long", { pv1: { 3: "S".repeat(41) } }, ["PV1-3"]],
  ])("%s", (_name, setup, fields) => {
    const { problem, number } = problemOf("A03", setup);
    expect(problem?.code).toBe("SCHEMA_INVALID");
    expect(problem?.findings.map(({ field }) => field)).toEqual(fields);
    expect(JSON.stringify(problem)).not.toMatch(/SECRET|SSSS/);
    expect(number).toBe(fields.includes("PV1-19") ? undefined : encounter);
  });
});

const corpus = resolve(
  process.env.SUTURE_CORPUS ?? join(import.meta.dirname, "../../../../../../shared/corpus"),
  "hl7v2",
);

describe.skipIf(!existsSync(corpus))("public messages (skipped without the corpus)", () => {
  test.each(["ADT-A03-01.hl7", "ADT-A03-02.hl7", "ADT-A08-01.hl7", "ADT-A08-02.hl7"])("%s", (file) => {
    const document = decode(readFileSync(join(corpus, file), "utf8"));
    expect(document).toMatchObject({ document: { type: "Encounter" } });
    expect(JSON.stringify(document)).not.toMatch(/ADAM|EVERYMAN|stroke|40007716|4000776/i);
  });
});
