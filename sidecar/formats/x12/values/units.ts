import { type CodeTable, readCode } from "../../shared/code-table.ts";

/**
 * The units of measure of X12 (element 355), with their codes in UN/ECE Recommendations 20 (measures) and 21 (packages). Only
 * codes whose meaning is certain in both lists are included; any other code must be mapped in the crosswalk. Some codes look
 * alike but mean different units: X12 CS is a cassette (Rec 21 CS: case), RO is round (Rec 21 RO: roll), ST is a set (Rec 21 ST:
 * sheet), CA is a case (Rec 21 CA: can), PA is a pail (Rec 21 PA: packet), GL is grams per litre, BT is a belt.
 */
export const unitCodes: CodeTable<string> = {
  standard: "X12",
  versions: ["4010", "5010"],
  element: "355",
  codes: {
    AM: "AM", // ampoule
    AV: "AV", // capsule
    BD: "BE", // bundle
    BG: "BG", // bag
    BO: "BO", // bottle
    BX: "BX", // box
    CA: "CS", // case
    CM: "CMT", // centimetre
    CN: "CX", // can
    CT: "CT", // carton
    DA: "DAY", // day
    DR: "DR", // drum
    DZ: "DZN", // dozen
    EA: "C62", // each
    EV: "EN", // envelope
    FO: "OZA", // fluid ounce (US)
    FT: "FOT", // foot
    GA: "GLL", // gallon (US)
    GR: "GRM", // gram
    GS: "GRO", // gross
    HR: "HUR", // hour
    IN: "INH", // inch
    JR: "JR", // jar
    KG: "KGM", // kilogram
    KT: "KT", // kit
    LB: "LBR", // pound
    LT: "LTR", // litre
    ME: "MGM", // milligram
    ML: "MLT", // millilitre
    MM: "MMT", // millimetre
    MR: "MTR", // metre
    OZ: "ONZ", // ounce
    PC: "H87", // piece
    PK: "PK", // package
    PL: "PX", // pallet
    PR: "PR", // pair
    PT: "PTL", // pint (US)
    QT: "QTL", // quart (US)
    RL: "RO", // roll
    SH: "ST", // sheet
    SL: "SY", // sleeve
    ST: "SET", // set
    TB: "TU", // tube
    TH: "MIL", // thousand
    TY: "PU", // tray
    U2: "U2", // tablet
    VI: "VI", // vial
    YD: "YRD", // yard
  },
};

const byRecommendation20: ReadonlyMap<string, string> = new Map([
  ...Object.entries(unitCodes.codes).map(([x12, code]) => [code, x12] as const),
  // Rec 20 has two codes for a single item; the common X12 code for both is "each".
  ["EA", "EA"],
]);

/**
 * Returns the Rec 20/21 code of an X12 unit (element 355, in upper or lower case), or undefined if the unit is not in the table.
 */
export function unitFromX12(code: string): string | undefined {
  const read = readCode(unitCodes, code.toUpperCase());
  return "meaning" in read ? read.meaning : undefined;
}

/**
 * Returns the X12 unit (element 355) for a Rec 20/21 code, or undefined if the table contains none. Rec 21 codes may have the
 * prefix X with which Rec 20 lists them, such as XBX.
 */
export function unitToX12(code: string): string | undefined {
  return (
    byRecommendation20.get(code) ?? (code.startsWith("X") ? byRecommendation20.get(code.slice(1)) : undefined)
  );
}

/** The codes of all X12 units in the table, for tests and documentation. */
export const knownX12Units: readonly string[] = Object.keys(unitCodes.codes);
