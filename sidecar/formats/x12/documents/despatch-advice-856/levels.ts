import { hierarchicalLevels } from "../../../../codecs/x12/hierarchy.ts";
import { segment } from "../../../../codecs/x12/navigate.ts";
import type { X12Loop } from "../../../../codecs/x12/types.ts";
import type { Findings } from "../../../mapping.ts";
import { shipmentLevels } from "../../codes/shipments.ts";
import { say } from "../../terms.ts";
import { codeAt } from "../../values/elements.ts";

/** A pallet or carton, with the package that contains it. */
export type PackageLevel = {
  readonly id: string;
  readonly kind: "pallet" | "carton";
  readonly parent: string | undefined;
  readonly loop: X12Loop;
};

/**
 * An item, with its order and the package that contains it. `packages` are the innermost packages below the item, if the sender
 * lists the packages of each item.
 */
export type ItemLevel = {
  readonly loop: X12Loop;
  readonly order: X12Loop | undefined;
  readonly inside: string | undefined;
  readonly packages: PackageLevel[];
};

/** The levels (HL) of a shipment by what they contain. */
export type Levels = {
  shipment: X12Loop | undefined;
  readonly orders: X12Loop[];
  readonly packages: PackageLevel[];
  readonly items: ItemLevel[];
  /** The number of all levels, which CTT01 states. */
  count: number;
};

type Node = ReturnType<typeof hierarchicalLevels>["roots"][number];
type Above = {
  readonly isRoot: boolean;
  readonly order?: X12Loop;
  readonly inside?: string;
  readonly item?: ItemLevel;
};

/**
 * Returns the levels of a shipment by the IDs of their parents (HL02), whatever their order: packages may be above or below orders
 * and items. A level without a place in a single shipment is a finding, because its parent cannot be guessed.
 */
export function levelsOf(root: X12Loop, findings: Findings): Levels {
  const levels: Levels = { shipment: undefined, orders: [], packages: [], items: [], count: 0 };
  const { roots } = hierarchicalLevels(root);
  // A list instead of recursion, because a hostile message may have thousands of levels below each other.
  const open = roots.toReversed().map((node): [Node, Above] => [node, { isRoot: true }]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, above] = next;
    levels.count++;
    const inner = record(node, above, levels, findings);
    for (const child of node.children.toReversed()) open.push([child, inner]);
  }
  return levels;
}

/** Records a level, and returns what is above its children. */
function record({ loop, id, children }: Node, above: Above, levels: Levels, findings: Findings): Above {
  const kind = kindOf(loop, findings);
  const inner = { ...above, isRoot: false };
  if (kind === undefined) return inner;
  if ((kind === "shipment") !== above.isRoot || (kind === "shipment" && levels.shipment !== undefined))
    return misplaced(loop, inner, findings);
  switch (kind) {
    case "shipment":
      levels.shipment = loop;
      return inner;
    case "order":
      if (above.item !== undefined) return misplaced(loop, inner, findings);
      levels.orders.push(loop);
      return { ...inner, order: loop };
    case "item": {
      if (above.item !== undefined) return misplaced(loop, inner, findings);
      const item = { loop, order: above.order, inside: above.inside, packages: [] };
      levels.items.push(item);
      return { ...inner, item };
    }
    default: {
      const level = { id, kind, parent: above.inside, loop };
      levels.packages.push(level);
      if (!children.some((child) => isPackage(child, findings))) above.item?.packages.push(level);
      return { ...inner, inside: id };
    }
  }
}

const kindOf = (loop: X12Loop, findings: Findings) =>
  codeAt(segment(loop, "HL"), 3, shipmentLevels, { findings });

function isPackage({ loop }: Node, findings: Findings): boolean {
  const kind = kindOf(loop, findings);
  return kind === "pallet" || kind === "carton";
}

function misplaced(loop: X12Loop, inner: Above, findings: Findings): Above {
  const position = segment(loop, "HL")?.position ?? 0;
  findings.add({
    code: "SCHEMA_INVALID",
    field: "HL02",
    text: say("level-misplaced", { segment: position }),
  });
  return inner;
}
