import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysAfter } from "../../../../../sidecar/documents/days.ts";
import { gtin14, ndc11 } from "../../../../../sidecar/formats/shared/item-numbers.ts";
import { x12Options } from "../../../../../sidecar/formats/x12/options.ts";
import {
  decimalFromX12,
  decimalToX12,
  impliedCentsFromX12,
  impliedCentsToX12,
} from "../../../../../sidecar/formats/x12/values/amounts.ts";
import { dateFromX12, dateToX12 } from "../../../../../sidecar/formats/x12/values/dates.ts";
import {
  itemIdentifier,
  itemPair,
  partyIdentifier,
  partyQualifier,
} from "../../../../../sidecar/formats/x12/values/identifiers.ts";

const usual = x12Options.parse({}).itemQualifiers;

describe("dates", () => {
  test.each([
    ["20261201", "2026-12-01"],
    ["261201", "2026-12-01"],
    ["700101", "1970-01-01"],
    ["691231", "2069-12-31"],
    ["20280229", "2028-02-29"],
  ])("%s is the day %s", (x12, iso) => expect(dateFromX12(x12)).toBe(iso));

  test.each([
    "20260229",
    "20261301",
    "20261232",
    "20260431",
    "00000000",
    "2026-12-01",
    "2612",
    "",
    "2026120a",
  ])("%s is not a date", (x12) => expect(dateFromX12(x12)).toBeUndefined());

  test("every date is preserved by writing and reading", () => {
    const days = fc.integer({ min: -300_000, max: 300_000 }).map((day) => daysAfter("2000-01-01", day));
    fc.assert(
      fc.property(
        days.filter((day) => /^\d{4}-/.test(day)),
        (day) => dateFromX12(dateToX12(day)) === day,
      ),
    );
  });

  test.each([
    ["2026-11-30", 1, "2026-12-01"],
    ["2026-12-31", 30, "2027-01-30"],
    ["2026-03-01", -1, "2026-02-28"],
  ])("%s and %i days is %s", (day, days, later) => expect(daysAfter(day, days)).toBe(later));
});

describe("amounts", () => {
  test.each([
    ["28566", "285.66"],
    ["0", "0.00"],
    ["5", "0.05"],
    ["-5", "-0.05"],
    ["100", "1.00"],
  ])("TDS01 %s is %s", (x12, amount) => expect(impliedCentsFromX12(x12)).toBe(amount));

  test.each(["12.50", "", "1e3", "abc", "--1", "1234567890123456789"])("TDS01 %s is not an amount", (x12) =>
    expect(impliedCentsFromX12(x12)).toBeUndefined(),
  );

  test("cents are preserved by writing and reading", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (cents) => {
        const x12 = String(cents);
        expect(impliedCentsToX12(impliedCentsFromX12(x12) ?? "")).toBe(x12);
      }),
    );
  });

  test.each([
    ["10.00", "10"],
    [".5", "0.5"],
    ["5.", "5"],
    ["+3", "3"],
    ["-0.25", "-0.25"],
    ["1E2", "100"],
    ["0.0000000001", "0.0000000001"],
  ])("IT104 %s is the decimal %s", (x12, decimal) => expect(decimalFromX12(x12)).toBe(decimal));

  test.each(["", "1,5", "abc", "NaN", "Infinity", "0x10", "1E99", "0.00000000001", "."])(
    "IT104 %s is not a decimal",
    (x12) => expect(decimalFromX12(x12)).toBeUndefined(),
  );

  test("decimals are preserved by writing and reading", () => {
    const decimals = fc
      .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 10 }))
      .map(([digits, places]) => (Number(digits) === 0 ? "0" : `${digits}E-${places}`));
    fc.assert(
      fc.property(decimals, (text) => {
        const decimal = decimalFromX12(text) ?? "";
        expect(decimalFromX12(decimalToX12(decimal))).toBe(decimal);
      }),
    );
  });
});

describe("identifiers", () => {
  test.each([
    ["1", "duns"],
    ["9", "duns4"],
    ["UL", "gln"],
    ["21", "hin"],
    ["91", "seller"],
    ["92", "buyer"],
    ["XX", "npi"],
    ["ZZ", "x12:ZZ"],
  ])("N103 %s is the scheme %s, in both directions", (qualifier, scheme) => {
    expect(partyIdentifier(qualifier, "7").scheme).toBe(scheme);
    expect(partyQualifier(scheme)).toBe(qualifier);
  });

  test.each([
    ["01", "1"],
    ["14", "9"],
    ["07", "UL"],
    ["20", "21"],
    ["ZZ", "ZZ"],
  ])("the interchange qualifier %s is %s in N103", (interchange, party) => {
    expect(partyQualifier(interchange)).toBe(party);
  });

  test("a scheme without an X12 qualifier gets none", () => {
    expect(partyQualifier("vat")).toBeUndefined();
  });

  test.each([
    ["UP", "036000291452", "gtin", "00036000291452"],
    ["EN", "9527000010026", "gtin", "09527000010026"],
    ["UK", "19527000010023", "gtin", "19527000010023"],
    ["VN", "HM-10041", "seller", "HM-10041"],
    ["VP", "HM-10041", "seller", "HM-10041"],
    ["BP", "NF-1002", "buyer", "NF-1002"],
    ["IN", "NF-1002", "buyer", "NF-1002"],
    ["PI", "NF-1002", "buyer", "NF-1002"],
    ["UA", "001234500007", "x12:UA", "001234500007"],
    ["MG", "R5656-2", "maker", "R5656-2"],
    ["HI", "A123BJC5D6E71", "hibc", "A123BJC5D6E71"],
    ["LT", "L42", "lot", "L42"],
    ["SN", "S42", "serial", "S42"],
    ["N4", "12345678901", "ndc", "12345678901"],
    ["N4", "1234567890", "x12:N4", "1234567890"],
    ["N1", "1234567890", "ndc", "01234567890"],
    ["N2", "1234567890", "ndc", "12345067890"],
    ["N3", "1234567890", "ndc", "12345678900"],
    ["ND", "0002-7597-01", "ndc", "00002759701"],
    ["ND", "00002759701", "ndc", "00002759701"],
    ["UP", "036000291453", "x12:UP", "036000291453"],
    ["EN", "not a gtin", "x12:EN", "not a gtin"],
    ["GC", "01", "x12:GC", "01"],
  ])("%s %s is %s %s", (qualifier, id, scheme, normal) => {
    expect(itemIdentifier(qualifier, id)).toEqual({ scheme, id: normal });
  });

  test("an NDC in no known format is stored but identifies nothing", () => {
    expect(ndc11("N1", "123")).toBeUndefined();
    expect(ndc11("ND", "1234567890")).toBeUndefined();
  });

  test("one wrong digit is detected in every GTIN", () => {
    const body = fc.stringMatching(/^\d{13}$/);
    fc.assert(
      fc.property(body, fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const right = [..."0123456789"]
          .map((check) => gtin14(digits + check))
          .filter((found) => found !== undefined);
        expect(right).toHaveLength(1);
        const good = right[0] ?? "";
        const wrong = (Number(good[at]) + by) % 10;
        expect(gtin14(good.slice(0, at) + wrong + good.slice(at + 1))).toBeUndefined();
      }),
    );
  });

  test.each([
    ["00036000291452", "UP", "036000291452"],
    ["09527000010026", "EN", "9527000010026"],
    ["19527000010023", "UK", "19527000010023"],
  ])("the GTIN %s is written as %s %s", (id, qualifier, natural) => {
    expect(itemPair({ scheme: "gtin", id }, usual)).toEqual([qualifier, natural]);
    expect(itemIdentifier(qualifier, natural)).toEqual({ scheme: "gtin", id });
  });

  test("a barcode that is not a GTIN is not sent as one", () => {
    expect(itemPair({ scheme: "gtin", id: "12345678901234" }, usual)).toBeUndefined();
  });

  test("a partner's own qualifier takes precedence", () => {
    expect(itemPair({ scheme: "seller", id: "HM-1" }, usual)).toEqual(["VN", "HM-1"]);
    expect(itemPair({ scheme: "seller", id: "HM-1" }, { seller: "VP" })).toEqual(["VP", "HM-1"]);
  });
});
