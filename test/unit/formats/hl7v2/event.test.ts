import { describe, expect, it } from "vitest";
import { hl7v2 } from "../../../../sidecar/formats/hl7v2/format.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { adt } from "../../../support/hl7-text.ts";

/** The event of a discharge in each position that senders use, and values that are not events. */

function read(type: string, evn: string | null, version = "2.5.1") {
  const text = adt("A03")
    .replace("ADT^A03", type)
    .replace("|2.5.1", `|${version}`)
    .replace(/EVN[^\r]*\r/, evn === null ? "" : `EVN|${evn}|20261120\r`);
  const connection = supplierConnection({ code: "ehr", kind: "ehr" });
  const context = { connection, duplicateOfOther: false, pseudonym: () => "0".repeat(32) };
  const decoded = hl7v2.decode(Buffer.from(text), context);
  if (decoded.passedOver) return "passed over";
  const [document] = decoded.documents;
  if (document && "document" in document && document.document.type === "Encounter")
    return `${document.code} ${document.document.status}`;
  return document && "problem" in document ? document.problem : decoded.problem;
}

describe("an event is read", () => {
  it.each([
    ["of MSH-9.2", "ADT^A03^ADT_A03", "A03"],
    ["with blanks around it", "ADT^A03 ", "A03"],
    ["with blanks around all", " ADT ^ A03 ^ADT_A03", "A03 "],
    ["in small letters", "adt^a03", "a03"],
    ["of EVN-1 alone", "ADT", "A03"],
    ["of EVN-1, where MSH-9.2 is empty", "ADT^^ADT_A03", "A03"],
    ["of EVN-1, where MSH-9.2 is deleted", 'ADT^""', " A03"],
    ["of the structure alone", "ADT^^ADT_A03", ""],
    ["without EVN", "ADT^A03^ADT_A03", null],
    ["whatever the structure is called", "ADT^A03^ADT_XYZ", "A03"],
    ["when EVN-1 holds none", "ADT^A03", "01 patient"],
    ["when two EVN name the same", "ADT^A03", "A03|20261120\rEVN|A03"],
    ["when MSH-9 says the same again, or nothing", "ADT^A03~ADT^A03~^", "A03"],
  ])("%s", (_name, type, evn) => expect(read(type, evn)).toBe("ADT^A03 completed"));

  it("from EVN-1 among those that share a structure", () =>
    expect(read("ADT^^ADT_A01", "A08")).toBe("ADT^A08 corrected"));

  it("from MSH-9.2 since version 2.7, whatever EVN-1 contains", () => {
    for (const version of ["2.7", "2.8", "2.8.2", "2.9"])
      expect(read("ADT^A03", "A01", version)).toBe("ADT^A03 completed");
  });

  it.each(["ADT^A01", "ADT^A01 ", "adt^a62", "ADT^^ADT_A02"])("and then %s is skipped", (type) =>
    expect(read(type, "")).toBe("passed over"),
  );

  it("and then an admission that only EVN-1 names is skipped", () =>
    expect(read("ADT", "A01")).toBe("passed over"));
});

describe("an event is not guessed, and no message is skipped:", () => {
  it.each([
    ["none anywhere", "ADT", null, "UNSUPPORTED_DOCUMENT"],
    ["a structure of several", "ADT^^ADT_A01", null, "UNSUPPORTED_DOCUMENT"],
    ["a structure of no table", "ADT^^SECRET", null, "UNSUPPORTED_DOCUMENT"],
    ["MSH-9.2 that is no code", "ADT^discharge", "A03", "UNSUPPORTED_DOCUMENT"],
    ["EVN-1 that is no code", "ADT", "SECRET", "UNSUPPORTED_DOCUMENT"],
    ["an event of no table", "ADT^A93", "A93", "UNSUPPORTED_DOCUMENT"],
    ["an event of another type", "ADT^O13", "O13", "UNSUPPORTED_DOCUMENT"],
    ["type and event in one", "ADT_A03", "A03", "UNSUPPORTED_DOCUMENT"],
    ["MSH-9.2 and EVN-1 that differ", "ADT^A03", "A01", "SCHEMA_INVALID"],
    ["MSH-9.2 and EVN-1 that differ on what is passed over", "ADT^A01", "A03", "SCHEMA_INVALID"],
    ["two EVN that differ", "ADT^A03", "A03|20261120\rEVN|A11", "SCHEMA_INVALID"],
    ["an EVN-1 that repeats with another event", "ADT^A03", "A03~A11", "SCHEMA_INVALID"],
    ["two EVN that differ, and no event in MSH-9", "ADT", "A03|20261120\rEVN|A11", "SCHEMA_INVALID"],
    ["MSH-9 that repeats with another event", "ADT^A03~ADT^A11", "A03", "SCHEMA_INVALID"],
    ["MSH-9 that repeats with another type", "ORU^R01~ADT^A03", null, "SCHEMA_INVALID"],
    ["MSH-9.3 and EVN-1 that differ", "ADT^^ADT_A03", "A01", "SCHEMA_INVALID"],
  ])("%s", (_name, type, evn, code) => {
    const problem = read(type, evn);
    expect(problem).toMatchObject({ code, findings: [{ field: "MSH-9" }] });
    expect(JSON.stringify(problem)).not.toContain("SECRET");
  });

  it("two different EVN contradict each other in any version", () =>
    expect(read("ADT^A03", "A03|20261120\rEVN|A11", "2.8.2")).toMatchObject({ code: "SCHEMA_INVALID" }));

  it.each(["", "3.0", "2"])("in an unknown version %j, EVN-1 can contradict MSH-9", (version) =>
    expect(read("ADT^A03", "A01", version)).toMatchObject({ code: "SCHEMA_INVALID" }),
  );
});
