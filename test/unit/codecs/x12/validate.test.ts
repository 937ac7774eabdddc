import { describe, expect, test } from "vitest";
import { ACCEPTED_855, brief, located, readSet, with855 } from "./builders.ts";

const BAK = ACCEPTED_855[0] as string;

describe("segments", () => {
  test("an ID that is not in the standard is unrecognised", () => {
    expect(located(with855({ CTT: ["ZZZ*1", "CTT*1"] }))).toEqual(["segment-unrecognised/1 ZZZ@5"]);
  });

  test("an invalid ID is not repeated in the issue", () => {
    const issues = with855({ CTT: ["JOHN SMITH*1", "CTT*1"] }).issues;
    expect(brief(issues)).toEqual(["segment-unrecognised/1"]);
    expect(JSON.stringify(issues)).not.toContain("SMITH");
  });

  test("an empty segment is skipped, whether SE01 counts it or not", () => {
    expect(located(with855({ CTT: ["", "CTT*1"] }))).toEqual([]);
    expect(located(with855({ CTT: ["", "", "CTT*1", "ZZZ*1"] }))).toEqual(["segment-unrecognised/1 ZZZ@6"]);
  });

  test("a segment of another transaction set is invalid in this one", () => {
    expect(located(with855({ CTT: ["HL*1**S", "CTT*1"] }))).toEqual(["segment-not-in-set/6 HL@5"]);
    expect(located(with855({ CTT: ["BEG*00*SA*1**20260709", "CTT*1"] }))).toEqual([
      "segment-not-in-set/6 BEG@5",
    ]);
  });

  test("a missing mandatory segment is reported at its expected position", () => {
    expect(located(with855({ BAK: [] }))).toEqual(["segment-missing/3 BAK@2"]);
    expect(located(readSet("850", ["BEG*00*SA*PO1**20260709", "CTT*0"]))).toEqual([
      "segment-missing/3 PO1@3",
    ]);
  });

  test("a segment after its position is out of sequence", () => {
    const late = with855({ CTT: ["CTT*1", "BAK*00*AD*PO1001*20260709"] });
    expect(located(late)).toEqual(["segment-out-of-sequence/7 BAK@6"]);
  });

  test("a segment whose loop is not open is unexpected", () => {
    expect(located(with855({ PO1: ["ACK*IA*24*CA", "PO1*1*24*CA*12.50**VN*HM-1"] }))).toEqual([
      "segment-unexpected/2 ACK@3",
    ]);
  });

  test("a segment used more often than its maximum", () => {
    const currencies = ["CUR*SE*USD", "CUR*SE*USD"];
    expect(located(with855({ PO1: [...currencies, "PO1*1*24*CA*12.50**VN*HM-1"] }))).toEqual([
      "segment-over-max/5 CUR@4",
    ]);
  });

  test("a loop repeated more often than its maximum", () => {
    const acks = Array.from({ length: 105 }, () => "ACK*IA*1*EA");
    expect(located(with855({ ACK: acks }))).toEqual(["loop-over-max/4 ACK@108"]);
  });

  test("a segment longer than 64 KiB is an issue and counted, and the next is read", () => {
    const huge = with855({ ACK: [`ACK*${"9".repeat(70_000)}`, "ACK*IA*24*CA"] });
    expect(located(huge)).toEqual(["segment-too-long/8 ACK@4"]);
    expect(huge.root.loops[0]?.loops[0]?.segments[0]?.elements[1]).toBe("IA");
  });
});

describe("loops", () => {
  test("are built as the schema nests them, in document order", () => {
    const set = with855({
      PO1: [
        "N1*SE*HARBOR*91*H1",
        "N3*1 MAIN ST",
        "N1*ST*STORE*92*CS",
        "PO1*1*24*CA*12.50**VN*HM-1",
        "REF*VR*1",
      ],
      ACK: ["ACK*IB*20*CA", "ACK*IA*4*CA", "DTM*067*20260712", "PO1*2*1*EA*1**VN*HM-2", "ACK*IR"],
    });
    const shape = set.root.loops.map(({ id, segments, loops }) => [
      id,
      segments.map((segment) => segment.id).join(" "),
      loops.map((loop) => loop.segments.map((segment) => segment.id).join(" ")),
    ]);
    expect(set.issues).toEqual([]);
    expect(set.root.segments.map(({ id }) => id)).toEqual(["ST", "BAK", "SE"]);
    expect(shape).toEqual([
      ["N1", "N1 N3", []],
      ["N1", "N1", []],
      ["PO1", "PO1 REF", ["ACK", "ACK DTM"]],
      ["PO1", "PO1", ["ACK"]],
      ["CTT", "CTT", []],
    ]);
  });

  test("a segment belongs to the innermost loop that permits it", () => {
    const set = with855({
      PO1: ["REF*VR*1", "N1*SE*HARBOR*91*H1", "REF*IA*2", "PO1*1*24*CA*12.50", "REF*CO*3"],
    });
    expect(set.issues).toEqual([]);
    const refs = [set.root, set.root.loops[0], set.root.loops[1]].map((loop) =>
      loop?.segments.filter(({ id }) => id === "REF").map(({ elements }) => elements[2]),
    );
    expect(refs).toEqual([["1"], ["2"], ["3"]]);
  });

  test("versions differ as in the standard", () => {
    const references = Array.from({ length: 13 }, (_, index) => `REF*VR*${index}`);
    const invoice = ["BIG*20260709*INV1", ...references, "IT1*1*1*EA*5", "TDS*500"];
    expect(located(readSet("810", invoice, "004010"))).toEqual(["segment-over-max/5 REF@15"]);
    expect(located(readSet("810", invoice, "005010"))).toEqual([]);
  });
});

describe("elements", () => {
  const long = "X".repeat(31);
  const cases: { name: string; replace: Record<string, string[]>; found: string[]; version?: string }[] = [
    {
      name: "mandatory and missing",
      replace: { BAK: ["BAK*00*AD**20260709"] },
      found: ["element-missing/1 BAK@2.3"],
    },
    {
      name: "mandatory and blank",
      replace: { BAK: ["BAK*00*AD*  *20260709"] },
      found: ["element-missing/1 BAK@2.3"],
    },
    {
      name: "mandatory behind the segment's end",
      replace: { BAK: ["BAK*00*AD*PO1"] },
      found: ["element-missing/1 BAK@2.4"],
    },
    {
      name: "more than the segment has",
      replace: { CTT: ["CTT*1*2*3*LB*5*CF*X*Y"] },
      found: ["too-many-elements/3 CTT@5.8"],
    },
    { name: "too short", replace: { PO1: ["PO1*1*24*C*12.50"] }, found: ["element-too-short/4 PO1@3.3"] },
    { name: "too long", replace: { PO1: ["PO1*1*24*CASE*12.50"] }, found: ["element-too-long/5 PO1@3.3"] },
    {
      name: "a control character",
      replace: { BAK: ["BAK*00*AD*PO\t1*20260709"] },
      found: ["element-invalid-character/6 BAK@2.3"],
    },
    {
      name: "a line break inside",
      replace: { BAK: ["BAK*00*AD*PO\n1*20260709"] },
      found: ["element-invalid-character/6 BAK@2.3"],
    },
    {
      name: "a quantity that is no number",
      replace: { PO1: ["PO1*1*2x*CA*12.50"] },
      found: ["element-not-numeric/6 PO1@3.2"],
    },
    {
      name: "a price with two points",
      replace: { PO1: ["PO1*1*24*CA*1.2.5"] },
      found: ["element-not-numeric/6 PO1@3.4"],
    },
    {
      name: "a count with a decimal point",
      replace: { CTT: ["CTT*1.0"] },
      found: ["element-not-numeric/6 CTT@5.1"],
    },
    {
      name: "a code outside a list that matters",
      replace: { ACK: ["ACK*QQ*24*CA"] },
      found: ["code-not-in-list/7 ACK@4.1"],
    },
    {
      name: "a date that does not exist",
      replace: { BAK: ["BAK*00*AD*PO1*20260230"] },
      found: ["date-invalid/8 BAK@2.4"],
    },
    {
      name: "29 February of a common year",
      replace: { BAK: ["BAK*00*AD*PO1*20250229"] },
      found: ["date-invalid/8 BAK@2.4"],
    },
    {
      name: "a date of six digits",
      replace: { BAK: ["BAK*00*AD*PO1*260709"] },
      found: ["element-too-short/4 BAK@2.4"],
    },
    {
      name: "a time that does not exist",
      replace: { ACK: ["ACK*IA*24*CA", "DTM*067*20260712*2460"] },
      found: ["time-invalid/9 DTM@5.3"],
    },
    {
      name: "N103 without N104 (P)",
      replace: { BAK: [BAK, "N1*SE*HARBOR*91"] },
      found: ["element-condition-missing/2 N1@3.4"],
    },
    {
      name: "neither N102 nor N103 (R)",
      replace: { BAK: [BAK, "N1*SE"] },
      found: ["element-condition-missing/2 N1@3.2"],
    },
    {
      name: "a price without a quantity's unit (C)",
      replace: { PO1: ["PO1*1**CA"] },
      found: ["element-condition-missing/2 PO1@3.2"],
    },
    {
      name: "terms without their date or days (L)",
      replace: { BAK: [BAK, "ITD*01*3*2"] },
      found: ["element-condition-missing/2 ITD@3.4"],
    },
    {
      name: "QTY02 beside QTY04 (E)",
      replace: { ACK: ["QTY*38*1**2"] },
      found: ["element-excluded/10 QTY@4.4"],
    },
    {
      name: "a product identifier without its qualifier",
      replace: { PO1: ["PO1*1*24*CA*12.50***HM-1"] },
      found: ["element-condition-missing/2 PO1@3.6"],
    },
    {
      name: "a reference longer than 4010 allows",
      replace: { BAK: [BAK, `REF*VR*${long}`] },
      found: ["element-too-long/5 REF@3.2"],
    },
    {
      name: "the same reference in 5010",
      replace: { BAK: [BAK, `REF*VR*${long}`] },
      found: [],
      version: "005010",
    },
    {
      name: "a component too many",
      replace: { BAK: ["BAK*00*AD*PO>1*20260709"] },
      found: ["too-many-components/13 BAK@2.3"],
    },
    {
      name: "a repetition where none is allowed",
      replace: { BAK: ["BAK*00*AD*PO^1*20260709"] },
      found: ["too-many-repetitions/12 BAK@2.3"],
      version: "005010",
    },
    {
      name: "a composite without its mandatory component",
      replace: { BAK: [BAK, "REF*VR*1**>2"] },
      found: ["element-missing/1 REF@3.4"],
    },
    { name: "29 February of a leap year", replace: { BAK: ["BAK*00*AD*PO1*20240229"] }, found: [] },
    {
      name: "trailing spaces",
      replace: { BAK: ["BAK*00*AD*PO1                        *20260709"] },
      found: [],
    },
    { name: "negative and fractional numbers", replace: { PO1: ["PO1*1*-24.5*CA*.50"] }, found: [] },
    { name: "trailing empty elements", replace: { BAK: ["BAK*00*AD*PO1*20260709******"] }, found: [] },
    { name: "a composite", replace: { BAK: [BAK, "REF*VR*1**IA>2"] }, found: [] },
  ];
  test.each(cases)("$name: $found", ({ replace, found, version }) => {
    expect(located(with855(replace, version))).toEqual(found);
  });

  test("the issue names the data element by its number and never contains its value", () => {
    const [issue] = with855({ PO1: ["PO1*1*24*SECRETUNIT*12.50"] }).issues;
    expect(issue).toMatchObject({
      level: "element",
      segment: "PO1",
      element: 3,
      reference: "355",
      loop: "PO1",
    });
    expect(JSON.stringify(issue?.message)).not.toContain("SECRET");
  });

  test("the issue names the component", () => {
    expect(with855({ BAK: [BAK, "REF*VR*1**>2"] }).issues[0]).toMatchObject({ element: 4, component: 1 });
  });
});
