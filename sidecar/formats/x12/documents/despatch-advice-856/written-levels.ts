import type { DespatchAdvice } from "../../../../documents/despatch-advice.ts";
import type { ShippedPackage } from "../../../../documents/packages.ts";
import type { Quantity } from "../../../../documents/values.ts";
import type { MappingFinding } from "../../../mapping.ts";
import { isAll, notContained } from "../../values/written-goods.ts";

type Line = DespatchAdvice["lines"][number];

/** An HL level to write, with what it contains. Its number is its position, starting at 1. */
export type Level = {
  readonly number: number;
  readonly parent: number | undefined;
  readonly code: "S" | "O" | "T" | "P" | "I";
  readonly hasChildren: boolean;
  readonly of:
    | { readonly shipment: true }
    | { readonly order: string }
    | { readonly package: ShippedPackage; readonly quantity?: Quantity | undefined }
    | { readonly line: Line };
};

/** The levels of a shipment in the order of the document, with the code of their structure (BSN05). */
export type LevelTree =
  | { readonly structure: "0002" | "0003" | "0004"; readonly levels: readonly Level[] }
  | { readonly problems: readonly MappingFinding[] };

/** A level with those below it. */
type Node = { readonly code: Level["code"]; readonly of: Level["of"]; readonly below: readonly Node[] };

/**
 * Returns the levels of a shipment. Packages are above orders and items if no line is in several packages (structure 0003), because
 * a package may then contain several lines of several orders. Otherwise they are below their item (0002), which requires that no
 * package contains several lines. Goods that are packed in yet another way are a problem of their lines.
 */
export function levelTree(advice: DespatchAdvice): LevelTree {
  const { packages = [], lines } = advice;
  const orderOf = ({ orderReference }: Line) => orderReference ?? advice.orderReference;
  const isIn = (line: Line) => (line.packedIn ?? []).map((one) => one.package);
  if (lines.every((line) => isIn(line).length <= 1 && isAll(line.packedIn?.[0]?.quantity, line.quantity))) {
    const inside = Map.groupBy(lines, (line) => isIn(line)[0]);
    const children = Map.groupBy(packages, ({ parent }) => parent);
    const nodeOf = (one: ShippedPackage): Node => ({
      ...packageNode(one),
      below: [
        ...(children.get(one.id) ?? []).map(nodeOf),
        ...orders(inside.get(one.id) ?? [], orderOf, itemNode),
      ],
    });
    const below = [
      ...(children.get(undefined) ?? []).map(nodeOf),
      ...orders(inside.get(undefined) ?? [], orderOf, itemNode),
    ];
    return { structure: packages.length === 0 ? "0004" : "0003", levels: numbered(below) };
  }
  const used = lines.flatMap(isIn);
  const isShared = packages.some(({ parent }) => parent !== undefined) || new Set(used).size < used.length;
  if (isShared || packages.some(({ id }) => !used.includes(id)))
    return {
      problems: lines.flatMap((line, index) =>
        isIn(line).length === 0 ? [] : [notContained(line.id ?? String(index + 1), "package", "856")],
      ),
    };
  const byId = new Map(packages.map((one) => [one.id, one]));
  const withPackages = (line: Line): Node => ({
    ...itemNode(line),
    below: (line.packedIn ?? []).flatMap(({ package: id, quantity }) => {
      const found = byId.get(id);
      return found === undefined
        ? []
        : [{ ...packageNode(found), of: { package: found, quantity }, below: [] }];
    }),
  });
  return { structure: "0002", levels: numbered(orders(lines, orderOf, withPackages)) };
}

const packageNode = (one: ShippedPackage): Node => ({
  code: one.kind === "pallet" ? "T" : "P",
  of: { package: one },
  below: [],
});

const itemNode = (line: Line): Node => ({ code: "I", of: { line }, below: [] });

/** Returns a level for each order of the lines. Lines without an order are items of their own. */
function orders(
  lines: readonly Line[],
  orderOf: (line: Line) => string | undefined,
  nodeOf: (line: Line) => Node,
): Node[] {
  return [...Map.groupBy(lines, orderOf)].flatMap(([order, ofOrder]): Node[] =>
    order === undefined ? ofOrder.map(nodeOf) : [{ code: "O", of: { order }, below: ofOrder.map(nodeOf) }],
  );
}

/** Returns the level of the shipment and all below it, numbered in the order of the document. */
function numbered(below: readonly Node[]): Level[] {
  const levels: Level[] = [];
  const root: Node = { code: "S", of: { shipment: true }, below };
  // A list instead of recursion, because packages may be nested deeply.
  const open: [Node, number | undefined][] = [[root, undefined]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [{ code, of, below: inner }, parent] = next;
    const number = levels.length + 1;
    levels.push({ number, parent, code, of, hasChildren: inner.length > 0 });
    for (const child of inner.toReversed()) open.push([child, number]);
  }
  return levels;
}
