import { segments, value } from "../../../codecs/hl7v2/navigate.ts";
import type { HL7Message, HL7Segment } from "../../../codecs/hl7v2/types.ts";
import { collectFindings } from "../../mapping.ts";
import { optionsOf } from "../../options.ts";
import type { Hl7Context, Hl7Mapper, MappedHl7 } from "../mapper.ts";
import { type MovementOptions, movementOptions } from "../options.ts";
import { unitSystems } from "../values/code-tables.ts";
import { codedElements } from "../values/coded.ts";
import { stampAt } from "../values/days.ts";
import { itemIdentifiers } from "../values/items.ts";
import { lotsAt } from "../values/lots.ts";
import { agreedAt, type CodedField } from "../values/places.ts";
import { movementsOf, type RawLine } from "./stock-movement.ts";

/**
 * Maps supply segments to stock movements. They occur in messages of any type: in messages of their own (ZSU^Z01), or attached to
 * an ADT or ORM message. The ID of the segment and the positions of its fields are format options: `{"supply": {"segment": "ZSU",
 * "item": 2, …}}`. A message without such a segment yields no document.
 */
export const supplySegments: Hl7Mapper = { documentType: "StockMovement", map: supplyMovements };

function supplyMovements(message: HL7Message, context: Hl7Context): readonly MappedHl7[] {
  if (!message.segments.some(({ id }) => id.startsWith("Z"))) return [];
  const read = optionsOf(movementOptions, context.connection);
  if ("problem" in read) return [read];
  const { options: agreement } = read;
  const lines = segments(message, agreement.supply.segment).map((each) => lineOf(each, message, agreement));
  if (lines.length === 0) return [];
  return movementsOf(lines, { message, context, agreement, findings: collectFindings() });
}

function lineOf(from: HL7Segment, message: HL7Message, { movement, supply }: MovementOptions): RawLine {
  const at = (position: number) => value(from, position)?.trim() || undefined;
  const own = (position: number): CodedField | undefined => {
    const said = at(position);
    return said === undefined ? undefined : { value: said };
  };
  return {
    segment: supply.segment,
    ids: itemIdentifiers(from, supply.item, movement.itemSchemes, supply.itemScheme),
    amount: at(supply.quantity),
    isReturn: false,
    unit: codedElements(unitSystems, from, supply.unit),
    lots: lotsAt(from, supply.lot, supply.expiry),
    occurredAt: supply.occurredAt === undefined ? undefined : stampAt(from, supply.occurredAt),
    department: own(supply.department) ?? agreedAt(movement.department, [message]),
    costCentre: own(supply.costCentre) ?? agreedAt(movement.costCentre, [message]),
  };
}
