import { characterSetCodes } from "../../../codecs/hl7v2/charset.ts";
import type { Encounter } from "../../../documents/encounter.ts";
import type { CodeTable } from "../../shared/code-table.ts";

/**
 * The code lists of all coded HL7 v2 elements that mappings read. Mappings read coded elements only through `coded.ts` and these
 * tables; a test enforces this.
 */

/** The HL7 versions with whose code lists these tables were compared. */
const versions = ["2.3", "2.5.1", "2.8.2"] as const;
const hl7 = { standard: "HL7 v2", versions } as const;

/**
 * MSH-9.1: the message types that are read. In messages of other types, only supply segments are read; the format options of the
 * connection determine which types are ignored.
 */
export const messageTypes: CodeTable<"visit" | "dispense" | "acknowledgement"> = {
  ...hl7,
  element: "0076",
  codes: { ADT: "visit", RDS: "dispense", ACK: "acknowledgement", MCF: "acknowledgement" },
  named: {
    BAR: "billing account",
    DFT: "financial transaction",
    MDM: "document",
    MFN: "master file",
    OML: "laboratory order",
    ORM: "order",
    ORU: "observation",
    RDE: "encoded pharmacy order",
    SIU: "schedule",
  },
};

/**
 * MSH-9.2 and EVN-1 of ADT: the events that are relevant to billing, with the status that each reports. `named` lists all other
 * events of ADT (v2.8.2 §3.3).
 */
export const visitEvents: CodeTable<Encounter["status"]> = {
  ...hl7,
  element: "0003",
  codes: { A03: "completed", A08: "corrected", A11: "cancelled", A13: "reopened" },
  named: {
    A01: "admission",
    A02: "transfer",
    A04: "registration",
    A05: "pre-admission",
    A06: "outpatient becomes inpatient",
    A07: "inpatient becomes outpatient",
    A09: "departure, tracking",
    A10: "arrival, tracking",
    A12: "transfer cancelled",
    A14: "pending admission",
    A15: "pending transfer",
    A16: "pending discharge",
    A17: "swap of patients",
    A18: "merge of patient information",
    A19: "query",
    A20: "bed status",
    A21: "leave of absence",
    A22: "return from leave",
    A23: "record deleted",
    A24: "link of patients",
    A25: "pending discharge cancelled",
    A26: "pending transfer cancelled",
    A27: "pending admission cancelled",
    A28: "person added",
    A29: "person deleted",
    A30: "merge of persons",
    A31: "person updated",
    A32: "arrival cancelled, tracking",
    A33: "departure cancelled, tracking",
    A34: "merge of patient identifiers",
    A35: "merge of account numbers",
    A36: "merge of identifiers and accounts",
    A37: "unlink of patients",
    A38: "pre-admission cancelled",
    A39: "merge of persons by external number",
    A40: "merge of patient identifiers",
    A41: "merge of accounts",
    A42: "merge of visits",
    A43: "move of patient information",
    A44: "move of accounts",
    A45: "move of visits",
    A46: "change of external number",
    A47: "change of patient identifiers",
    A48: "change of alternate number",
    A49: "change of account number",
    A50: "change of visit number",
    A51: "change of alternate visit number",
    A52: "leave of absence cancelled",
    A53: "return from leave cancelled",
    A54: "attending doctor changed",
    A55: "change of attending doctor cancelled",
    A60: "allergies updated",
    A61: "consulting doctor changed",
    A62: "change of consulting doctor cancelled",
  },
};

/** MSH-9.2 of RDS: the event of a dispense is O13 since version 2.4, O01 before. */
export const dispenseEvents: CodeTable<"dispense"> = {
  ...hl7,
  element: "0003",
  codes: { O13: "dispense", O01: "dispense" },
};

/**
 * MSH-9.3: the message structure, with the events that use it. A structure identifies the event only if a single event uses it.
 */
export const structures: CodeTable<readonly string[]> = {
  ...hl7,
  element: "0354",
  codes: {
    ADT_A01: ["A01", "A04", "A08", "A13"],
    ADT_A02: ["A02"],
    ADT_A03: ["A03"],
    ADT_A05: ["A05", "A14", "A28", "A31"],
    ADT_A06: ["A06", "A07"],
    ADT_A09: ["A09", "A10", "A11", "A12"],
    ADT_A12: ["A12"],
    ADT_A15: ["A15"],
    ADT_A16: ["A16"],
    RDS_O01: ["O01"],
    RDS_O13: ["O13"],
  },
};

/**
 * MSH-12: the HL7 version. `hasEventInEvn` states whether EVN-1 contains the event in this version. The field was withdrawn in
 * version 2.7 (v2.7 §3.4.1.1).
 */
export const versionIds: CodeTable<{ readonly hasEventInEvn: boolean }> = {
  ...hl7,
  element: "0104",
  codes: {
    "2.1": { hasEventInEvn: true },
    "2.2": { hasEventInEvn: true },
    "2.3": { hasEventInEvn: true },
    "2.3.1": { hasEventInEvn: true },
    "2.4": { hasEventInEvn: true },
    "2.5": { hasEventInEvn: true },
    "2.5.1": { hasEventInEvn: true },
    "2.6": { hasEventInEvn: true },
    "2.7": { hasEventInEvn: false },
    "2.7.1": { hasEventInEvn: false },
    "2.8": { hasEventInEvn: false },
    "2.8.1": { hasEventInEvn: false },
    "2.8.2": { hasEventInEvn: false },
    "2.9": { hasEventInEvn: false },
  },
};

/** MSH-11.1: the processing ID. A production connection accepts only P. */
export const processingIds: CodeTable<"production" | "test"> = {
  ...hl7,
  element: "0103",
  codes: { P: "production", T: "test", D: "test", N: "test" },
};

/**
 * MSH-11.2: the processing mode. Only current processing is supported. A message from an initial load or a restore repeats past
 * events that were already processed.
 */
export const processingModes: CodeTable<"current"> = {
  ...hl7,
  element: "0207",
  codes: { T: "current" },
  named: { A: "archive", I: "initial load", R: "restored from archive" },
};

/**
 * MSH-15 and MSH-16: when an acknowledgement is requested; `codecs/hl7v2/acknowledge.ts` evaluates the codes. A message with
 * another code is acknowledged and becomes an exception.
 */
export const acknowledgementConditions: CodeTable<"asked"> = {
  ...hl7,
  element: "0155",
  codes: { AL: "asked", NE: "asked", ER: "asked", SU: "asked" },
};

/**
 * MSH-18: the character set of a message, and those to which its escape sequences switch. `codecs/hl7v2/charset.ts` decodes them.
 */
export const characterSets: CodeTable<"read"> = {
  ...hl7,
  element: "0211",
  codes: Object.fromEntries(characterSetCodes.map((code) => [code, "read" as const])),
  named: {
    "CNS 11643-1992": "Chinese, Taiwan",
    "ISO IR159": "Japanese, supplementary",
    JAS2020: "Japanese, a subset",
    "UNICODE UTF-32": "four bytes a character",
  },
};

/**
 * PV1-2: the patient class. The table is user-defined: the connection's options assign meanings to the codes that a site adds.
 * "other" means that the class is known and is none of the three; it does not mean unknown.
 */
export const patientClasses: CodeTable<NonNullable<Encounter["class"]>> = {
  ...hl7,
  element: "0004",
  codes: {
    I: "inpatient",
    B: "inpatient", // obstetrics
    O: "outpatient",
    R: "outpatient", // recurring
    E: "emergency",
    P: "other", // preadmit
    C: "other", // commercial account
    N: "other", // not applicable
  },
  named: { U: "unknown" },
};

/**
 * ORC-1 of a dispense: the codes with which goods leave stock, and those with which they are returned. Codes that concern only
 * the order (its number, status or a response) are not supported, because a message with such a code may restate a dispense,
 * which would then be deducted twice.
 */
export const orderControls: CodeTable<"leaves" | "returns"> = {
  ...hl7,
  element: "0119",
  codes: {
    NW: "leaves",
    RE: "leaves",
    RF: "leaves", // refill
    RO: "leaves", // replacement order
    CH: "leaves", // child order
    CA: "returns",
    CR: "returns",
    OC: "returns",
  },
  named: {
    AF: "refill approved",
    CN: "combined result",
    DC: "discontinue",
    DE: "data errors",
    DF: "refill denied",
    DR: "discontinued",
    FU: "refilled, unsolicited",
    HD: "hold",
    HR: "on hold as requested",
    NA: "number assigned",
    OD: "order discontinued",
    OE: "order released",
    OF: "refilled as requested",
    OH: "order held",
    OK: "accepted",
    OR: "released as requested",
    PA: "parent order",
    PR: "previous results",
    RL: "release previous hold",
    RP: "order replaced",
    RQ: "replaced as requested",
    RR: "request received",
    RU: "replaced, unsolicited",
    SC: "status changed",
    SN: "send order number",
    SR: "response to a status request",
    SS: "send status",
    UA: "unable to accept",
    UC: "unable to cancel",
    UD: "unable to discontinue",
    UF: "unable to refill",
    UH: "unable to hold",
    UM: "unable to replace",
    UN: "unlink",
    UR: "unable to release",
    UX: "unable to change",
    XO: "change order",
    XR: "changed as requested",
    XX: "order changed, unsolicited",
  },
};

/**
 * The coding systems of item numbers (RXD-2.3, .6, .12). A number in any other coding system is resolved only by the crosswalk.
 */
export const itemSystems: CodeTable<"own" | "ndc" | "gtin" | "hibc"> = {
  ...hl7,
  element: "0396",
  codes: {
    L: "own",
    "99zzz": "own",
    NDC: "ndc",
    GTIN: "gtin",
    GS1: "gtin",
    EAN: "gtin",
    UPC: "gtin",
    HIBC: "hibc",
  },
};

/**
 * The coding systems of units (RXD-5.3, .6, .12), with the table in `units.ts` that contains their codes. A code in any other
 * coding system is the sender's own.
 */
export const unitSystems: CodeTable<"written" | "ucum" | "snomed"> = {
  ...hl7,
  element: "0396",
  codes: {
    L: "written",
    "99zzz": "written",
    HL7nnnn: "written",
    "ANS+": "written",
    "ISO+": "written",
    UCUM: "ucum",
    SCT: "snomed",
    SCT2: "snomed",
    SNM: "snomed",
    SNM3: "snomed",
    SNT: "snomed",
  },
};
