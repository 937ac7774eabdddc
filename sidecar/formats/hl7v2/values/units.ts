import { type CodeReading, type CodeTable, readCode } from "../../shared/code-table.ts";
import { unitSystems } from "./code-tables.ts";
import { systemReading } from "./coded.ts";

/**
 * Maps units as EHRs and pharmacies write them, in upper case, to codes of UN/ECE Recommendations 20 and 21. Only units with an
 * unambiguous meaning are listed; all others must be defined in the connection's format options or in the crosswalk. Omitted
 * because they are ambiguous: CS (case or cassette), CAN, DOSE, UNIT and U (a piece or an international unit), ST (set or sheet).
 */
const recommendation20ByHl7 = {
  AMP: "AM", // ampoule
  AMPULE: "AM",
  BAG: "BG",
  BG: "BG",
  BO: "BO", // bottle
  BOT: "BO",
  BOTTLE: "BO",
  BTL: "BO",
  BOX: "BX",
  BX: "BX",
  CAP: "AV", // capsule
  CAPS: "AV",
  CAPSULE: "AV",
  CARTON: "CT",
  CM: "CMT",
  CTN: "CT",
  DZ: "DZN", // dozen
  EA: "C62", // each
  EACH: "C62",
  G: "GRM",
  GM: "GRM",
  GRAM: "GRM",
  IU: "NIU", // international unit
  KG: "KGM",
  KIT: "KT",
  L: "LTR",
  LITER: "LTR",
  MCG: "MC", // microgram
  MG: "MGM",
  "MG/ML": "GL", // a strength equal to grams per litre; no stock quantity converts to it
  ML: "MLT",
  PAIR: "PR",
  PC: "H87", // piece
  PCE: "H87",
  PCS: "H87",
  PK: "PK", // package
  PKG: "PK",
  PR: "PR",
  ROLL: "RO",
  SET: "SET",
  TAB: "U2", // tablet
  TABLET: "U2",
  TABS: "U2",
  TBL: "U2",
  TUBE: "TU",
  UG: "MC",
  VI: "VI", // vial
  VIAL: "VI",
  VL: "VI",
} as const satisfies Record<string, string>;

/**
 * Maps units in UCUM to UN/ECE codes. UCUM is case-sensitive: "mL" is a millilitre, "ML" a megalitre. Countable units are
 * annotations in braces.
 */
const recommendation20ByUcum = {
  "[IU]": "NIU",
  "{Each}": "C62",
  "{ampule}": "AM",
  "{bag}": "BG",
  "{bottle}": "BO",
  "{box}": "BX",
  "{capsule}": "AV",
  "{each}": "C62",
  "{kit}": "KT",
  "{pack}": "PK",
  "{package}": "PK",
  "{piece}": "H87",
  "{tablet}": "U2",
  "{tbl}": "U2",
  "{vial}": "VI",
  "1": "C62",
  L: "LTR",
  cm: "CMT",
  g: "GRM",
  kg: "KGM",
  l: "LTR",
  mL: "MLT",
  mg: "MGM",
  "mg/mL": "GL",
  ml: "MLT",
  ug: "MC",
} as const satisfies Record<string, string>;

/** Maps the SNOMED CT codes of dose forms, which pharmacies send as the unit, to UN/ECE codes. */
const recommendation20BySnomed = {
  "385049006": "AV", // capsule
  "385055001": "U2", // tablet
} as const satisfies Record<string, string>;

const list = { standard: "HL7 v2", versions: ["2.5.1", "2.8.2"], element: "9999" } as const;
const written: CodeTable<string> = { ...list, codes: recommendation20ByHl7 };
const ucum: CodeTable<string> = { ...list, codes: recommendation20ByUcum };
const snomed: CodeTable<string> = {
  ...list,
  codes: recommendation20BySnomed,
};

/**
 * Returns the Rec 20/21 code of a unit in its coding system (HL7 table 0396), or undefined if the unit is unknown or ambiguous or
 * the coding system is unknown. If there is no coding system, looks the unit up among the spellings that are common in EHRs and
 * pharmacies, then in UCUM.
 */
export function unitFromHl7(code: string, system = ""): string | undefined {
  return unitUnder(systemReading(unitSystems, system.trim()), code.trim());
}

/** Returns the Rec 20/21 code of a unit, like `unitFromHl7`. `system` is the result of `systemReading` for its coding system. */
export function unitUnder(
  system: CodeReading<"written" | "ucum" | "snomed"> | undefined,
  code: string,
): string | undefined {
  if (system !== undefined && !("meaning" in system)) return undefined;
  switch (system?.meaning) {
    case "snomed":
      return meaningOf(snomed, code);
    case "ucum":
      return meaningOf(ucum, code);
    default:
      return meaningOf(written, code.toUpperCase()) ?? meaningOf(ucum, code);
  }
}

function meaningOf(table: CodeTable<string>, code: string): string | undefined {
  const reading = readCode(table, code);
  return "meaning" in reading ? reading.meaning : undefined;
}

/**
 * Returns a sender's own unit code in the form used in quantities ("hl7:DOSE"), which the crosswalk resolves. Returns undefined
 * if it does not have the form of a unit code.
 */
export function ownUnit(code: string): string | undefined {
  return /^[A-Za-z0-9[\]{}/%._+-]{1,12}$/.test(code) ? `hl7:${code}` : undefined;
}

/** The spellings of all units that are known without a coding system, for tests and documentation. */
export const knownHl7Units: readonly string[] = Object.keys(recommendation20ByHl7);
