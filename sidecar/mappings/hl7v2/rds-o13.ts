import { field, groups, segment, segments, value } from "../../codecs/hl7v2/navigate.ts";
import type { HL7Message, HL7Segment, HL7Segments } from "../../codecs/hl7v2/types.ts";
import { collectFindings, type Findings } from "../mapping.ts";
import { itemIdentifiers } from "./items.ts";
import { firstFilled } from "./places.ts";
import type { Hl7Mapper } from "./registry.ts";
import { type StockAgreement, stockAgreementOf } from "./stock-agreement.ts";
import { movementsOf, type RawLine } from "./stock-movement.ts";

/** Order control codes (HL7 table 0119) under which goods leave. An empty ORC-1 counts as these. */
const DISPENSES = ["NW", "OK", "RE", "RF", "RO", "SC", "SN", "NA", "PA", "CH"];
/** … and under which they come back: the order is cancelled after they were dispensed. */
const RETURNS = ["CA", "CR", "OC"];

/**
 * RDS^O13 pharmacy dispense (v2.8.2 §4A.3.14) → StockMovement. Of each RXD the item (2), the day (3), amount and unit
 * (4, 5), lot and expiry (18, 19) are used; of the patient nothing but the encounter's pseudonym (PV1-19).
 */
export const rdsO13: Hl7Mapper = {
  documentType: "StockMovement",
  map(message, context) {
    const read = stockAgreementOf(context.connection);
    if ("problem" in read) return [read];
    const findings = collectFindings();
    const lines = dispensesOf(message, read.agreement, findings);
    if (lines.length === 0)
      findings.add({ code: "SCHEMA_INVALID", field: "RXD", text: "The message has no RXD segment." });
    return movementsOf(lines, { message, context, agreement: read.agreement, findings });
  },
};

function dispensesOf(message: HL7Message, agreement: StockAgreement, findings: Findings): RawLine[] {
  const first = message.segments.findIndex(({ id }) => id === "ORC");
  // What stands before the first order holds for all of them.
  const head = { segments: message.segments.slice(0, first < 0 ? undefined : first) };
  const orders = first < 0 ? [message] : groups(message, { starts: ["ORC"] });
  return orders.flatMap((order) => {
    const isReturn = returns(order, findings);
    return segments(order, "RXD").map((rxd) => lineOf(rxd, order, head, isReturn, agreement));
  });
}

function returns(order: HL7Segments, findings: Findings): boolean {
  const control = value(segment(order, "ORC"), 1);
  if (!control || DISPENSES.includes(control)) return false;
  if (!RETURNS.includes(control)) {
    const text = "ORC-1 is an order control that says neither that goods left nor that they came back.";
    findings.add({ code: "SCHEMA_INVALID", field: "ORC-1", text });
  }
  return true;
}

function lineOf(
  rxd: HL7Segment,
  order: HL7Segments,
  head: HL7Segments,
  isReturn: boolean,
  { movement }: StockAgreement,
): RawLine {
  const scopes = [{ segments: [rxd] }, order, head];
  return {
    segment: "RXD",
    ids: itemIdentifiers(rxd, 2, movement.itemSchemes),
    amount: value(rxd, 4) ?? undefined,
    isReturn,
    unit: unitsAt(rxd, 5),
    lots: field(rxd, 18).flatMap((repetition) => repetition[0]?.[0]?.trim() || []),
    expiry: value(rxd, 19) ?? undefined,
    occurredAt: value(rxd, 3) ?? undefined,
    department: firstFilled(movement.department, scopes),
    costCentre: firstFilled(movement.costCentre, scopes),
  };
}

/** The unit and its alternate, with their coding systems (CWE-1 and 3, CWE-4 and 6). */
export function unitsAt(from: HL7Segment, index: number): RawLine["unit"] {
  return [
    [1, 3],
    [4, 6],
  ].flatMap(([codeAt, systemAt]) => {
    const code = value(from, index, codeAt)?.trim();
    return code ? [{ code, system: value(from, index, systemAt)?.trim() ?? "" }] : [];
  });
}
