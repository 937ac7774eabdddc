import { groups, segment, segments, value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Message, HL7Segment, HL7Segments } from "../../../codecs/hl7v2/types.ts";
import type { Term } from "../../../terms/term.ts";
import { collectFindings, type Findings } from "../../mapping.ts";
import { optionsOf } from "../../options.ts";
import type { Hl7Mapper } from "../mapper.ts";
import { type MovementOptions, movementOptions } from "../options.ts";
import { say } from "../terms.ts";
import { orderControls, unitSystems } from "../values/code-tables.ts";
import { coded, codedElements } from "../values/coded.ts";
import { stampAt } from "../values/days.ts";
import { itemIdentifiers } from "../values/items.ts";
import { lotsAt } from "../values/lots.ts";
import { agreedAt } from "../values/places.ts";
import { movementsOf, type RawLine } from "./stock-movement.ts";

/**
 * Maps the pharmacy dispense RDS^O13 (v2.8.2 §4A.3.14) to stock movements. Up to version 2.3.1 the message is RDS^O01 (v2.3
 * §4.8.8), with the same orders and fields. From each RXD, it reads the item (RXD-2), time (RXD-3), amount and unit (RXD-4,
 * RXD-5), and lot and expiry date (RXD-18, RXD-19). The only patient data used is the pseudonym of the encounter (PV1-19).
 */
export const rdsO13: Hl7Mapper = {
  documentType: "StockMovement",
  map(message, context) {
    const read = optionsOf(movementOptions, context.connection);
    if ("problem" in read) return [read];
    const findings = collectFindings();
    const lines = dispensesOf(message, read.options, findings);
    if (lines.length === 0) findings.add({ code: "SCHEMA_INVALID", field: "RXD", text: say("no-dispense") });
    else strayed(message, findings);
    return movementsOf(lines, { message, context, agreement: read.options, findings });
  },
};

function dispensesOf(message: HL7Message, agreement: MovementOptions, findings: Findings): RawLine[] {
  const first = message.segments.findIndex(({ id }) => id === "ORC");
  // Segments before the first order apply to all orders.
  const head = { segments: message.segments.slice(0, first < 0 ? undefined : first) };
  const orders = first < 0 ? [message] : groups(message, { starts: ["ORC"] });
  return orders.flatMap((order) => {
    const isReturn = returns(order, agreement.movement.orderControls, findings);
    return segments(order, "RXD").map((rxd) => lineOf(rxd, order, head, isReturn, agreement));
  });
}

/**
 * Adds findings for dispenses outside an order and for orders without a dispense, because parts of the message may be missing,
 * such as a return.
 */
function strayed(message: HL7Message, findings: Findings): void {
  const first = message.segments.findIndex(({ id }) => id === "ORC");
  const isStray = first > message.segments.findIndex(({ id }) => id === "RXD");
  const isBare = groups(message, { starts: ["ORC"] }).some((order) => segments(order, "RXD").length === 0);
  const wrong = (text: Term) => findings.add({ code: "SCHEMA_INVALID", field: "RXD", text });
  if (isStray) wrong(say("dispense-before-order"));
  if (isBare) wrong(say("order-without-dispense"));
}

/**
 * Returns whether an order (ORC) reports the return of goods. Without an order control, it reports a dispense. An unknown or
 * deleted order control is added to the findings.
 */
function returns(
  order: HL7Segments,
  own: MovementOptions["movement"]["orderControls"],
  findings: Findings,
): boolean {
  const control = coded(orderControls, segment(order, "ORC"), 1, { own });
  if (control === undefined) return false;
  if (control !== null && "meaning" in control.reading) return control.reading.meaning === "returns";
  const text =
    control !== null && "unknown" in control.reading
      ? say("order-control-not-known", control.reading.unknown)
      : say("order-control-deleted");
  findings.add({ code: "UNSUPPORTED_DOCUMENT", field: "ORC-1", text });
  return false;
}

function lineOf(
  rxd: HL7Segment,
  order: HL7Segments,
  head: HL7Segments,
  isReturn: boolean,
  { movement }: MovementOptions,
): RawLine {
  const scopes = [{ segments: [rxd] }, order, head];
  return {
    segment: "RXD",
    ids: itemIdentifiers(rxd, 2, movement.itemSchemes),
    amount: value(rxd, 4) ?? undefined,
    isReturn,
    unit: codedElements(unitSystems, rxd, 5),
    lots: lotsAt(rxd, 18, 19),
    occurredAt: stampAt(rxd, 3),
    department: agreedAt(movement.department, scopes),
    costCentre: agreedAt(movement.costCentre, scopes),
  };
}
