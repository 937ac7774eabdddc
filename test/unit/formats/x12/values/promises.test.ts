import { describe, expect, test } from "vitest";
import { dateQualifiers } from "../../../../../sidecar/formats/x12/codes/dates.ts";
import { mapOrderResponse } from "../../../../../sidecar/formats/x12/documents/order-response-855.ts";
import {
  backorderPromisedBy,
  promisedBy,
  type StatedDate,
} from "../../../../../sidecar/formats/x12/values/promises.ts";
import { inEnglish } from "../../../../support/told.ts";
import { transactionOf } from "../transaction-of.ts";

const says = (qualifier: string, day: string): StatedDate => {
  const meaning = dateQualifiers.codes[qualifier];
  if (meaning === undefined) throw new Error(`${qualifier} has no meaning.`);
  return { meaning, day };
};

describe("the promised date among several", () => {
  test("has the highest weight, whatever its position", () => {
    const dates = [says("002", "2026-11-27"), says("067", "2026-12-15"), says("017", "2026-12-01")];
    for (const scope of [dates, dates.toReversed()])
      expect(promisedBy(scope)).toEqual({ date: "2026-12-15", dateMeaning: "delivery" });
  });

  test.each([
    ["a promise before a schedule", "069", "067"],
    ["the current schedule before the first one", "067", "065"],
    ["an estimated arrival before a promised shipment", "371", "079"],
    ["a shipment before what the buyer asked for", "068", "002"],
    ["no promise before what the buyer asked for", "180", "002"],
    ["a promise before no promise", "067", "180"],
  ])("%s", (_what, strong, weak) => {
    const expected = promisedBy([says(strong, "2026-12-02")]);
    expect(promisedBy([says(weak, "2026-12-01"), says(strong, "2026-12-02")])).toEqual(expected);
  });

  test("is the later of two with the same weight", () => {
    expect(promisedBy([says("067", "2026-12-08"), says("067", "2026-12-01")]).date).toBe("2026-12-08");
  });

  test("a promise of a wider scope takes precedence over a narrow one that repeats the request", () => {
    expect(promisedBy([says("002", "2026-11-27")], [], [says("067", "2026-12-15")]).date).toBe("2026-12-15");
    expect(promisedBy([says("067", "2026-12-01")], [says("069", "2026-12-08")]).date).toBe("2026-12-08");
  });

  test("a wider scope does not override a denial of a narrow one", () => {
    expect(promisedBy([says("180", "2026-11-28")], [says("067", "2026-12-01")])).toEqual({
      dateMeaning: "none",
    });
  });

  test("a promised week means its last day", () => {
    expect(promisedBy([says("078", "2026-11-30")]).date).toBe("2026-12-06");
    expect(promisedBy([says("086", "2028-02-27")])).toEqual({ date: "2028-03-04", dateMeaning: "ship" });
  });

  test.each(["001", "037", "038", "061", "063", "064", "175"])(
    "%s limits the order and promises nothing",
    (code) => expect(promisedBy([says(code, "2026-12-01")])).toEqual({}),
  );

  test("the buyer's date is not a promise for a backorder", () => {
    expect(backorderPromisedBy([says("002", "2026-11-27")])).toEqual({});
    expect(backorderPromisedBy([says("067", "2026-12-01")]).date).toBe("2026-12-01");
  });
});

describe("dates of an 855", () => {
  const partsOf = (...segments: string[]) => {
    const body = ["BAK*00*AC*P00012*20261120", ...segments, "CTT*1"].join("\n");
    const mapped = mapOrderResponse(transactionOf("855", body), { currency: "USD" });
    return "problem" in mapped ? mapped.problem : mapped.document.lines[0]?.parts;
  };
  const po1 = "PO1*1*10*BX*4.50**VN*HM-1";

  test("the heading's promise applies if the line repeats the request", () => {
    expect(partsOf("DTM*067*20261215", po1, "ACK*IA*10*BX*002*20261127")).toMatchObject([
      { date: "2026-12-15" },
    ]);
  });

  test("the heading's promise is not copied to a line without a date", () => {
    expect(partsOf("DTM*067*20261215", po1, "ACK*IA*10*BX")).toEqual([
      { status: "accepted", quantity: { value: "10", unit: "BX" } },
    ]);
  });

  test.each([
    ["ACK", [po1, "ACK*IA*10*BX*139*20261201"], "ACK04"],
    ["SCH", [po1, "SCH*10*BX***139*20261201"], "SCH05"],
    ["DTM of the line", [po1, "DTM*139*20261201", "ACK*IA*10*BX"], "DTM01"],
    ["DTM of the heading", ["DTM*139*20261201", po1, "ACK*IA*10*BX"], "DTM01"],
  ])("an unknown qualifier is named: %s", (_what, segments, field) => {
    expect(inEnglish(partsOf(...segments))).toMatchObject({
      code: "UNSUPPORTED_DOCUMENT",
      findings: [{ field, text: expect.stringContaining("139 (estimated)") }],
    });
  });

  test.each([
    ["a day in DTM06", "DTM*069****D8*20261220", { date: "2026-12-20", dateMeaning: "delivery" }],
    [
      "the end of a period",
      "DTM*067****RD8*20261218-20261222",
      { date: "2026-12-22", dateMeaning: "delivery" },
    ],
  ])("%s is read", (_what, dtm, promise) => {
    expect(partsOf(po1, "ACK*IA*10*BX", dtm)).toMatchObject([promise]);
  });

  test.each([
    ["DTM*069****DT*202612201200", "DTM05"],
    ["DTM*069****RD8*20261218", "DTM06"],
    ["DTM*069****D8*20261332", "DTM06"],
  ])("%s becomes an exception", (dtm, field) => {
    expect(partsOf(po1, "ACK*IA*10*BX", dtm)).toMatchObject({ findings: [{ field }] });
  });

  test("the second date of a schedule counts like the first", () => {
    expect(partsOf(po1, "SCH*10*BX***002*20261218**067*20261222")).toMatchObject([
      { date: "2026-12-22", dateMeaning: "delivery" },
    ]);
  });

  test("a promise needs a date, a denial does not", () => {
    expect(partsOf(po1, "ACK*IA*10*BX*180")).toMatchObject([{ status: "accepted", dateMeaning: "none" }]);
    expect(partsOf(po1, "ACK*IA*10*BX*067")).toMatchObject({
      code: "SCHEMA_INVALID",
      findings: [{ field: "ACK05" }],
    });
  });

  test("an item on hold has no promised date, whatever else is stated", () => {
    for (const status of ["IH", "IF", "IW"])
      expect(partsOf(po1, `ACK*${status}*10*BX*067*20261219`)).toMatchObject([
        { status: "backordered", dateMeaning: "none" },
      ]);
  });

  test("a date that the buyer requested is repeated, not promised", () => {
    expect(partsOf(po1, "ACK*IA*10*BX*002*20261222")).toMatchObject([
      { date: "2026-12-22", dateMeaning: "requested" },
    ]);
  });

  test("a date without a qualifier becomes an exception", () => {
    expect(partsOf(po1, "ACK*IA*10*BX**20261201")).toMatchObject({
      code: "SCHEMA_INVALID",
      findings: [{ line: "1", field: "ACK04" }],
    });
  });
});
