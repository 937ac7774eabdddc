import type { EdiLoop } from "./types.ts";

/** A loop with its inner loops by parent ID, whatever their order and nesting in the document: HL in X12, CPS in EDIFACT. */
export type HierarchyNode<Segment> = {
  id: string;
  loop: EdiLoop<Segment>;
  children: HierarchyNode<Segment>[];
};

/** A loop that cannot be placed: its ID is missing or repeated, its parent does not exist, or it is its own ancestor. */
export type HierarchyFault<Segment> = {
  code: "id-missing" | "id-repeated" | "parent-unknown" | "parent-circular";
  loop: EdiLoop<Segment>;
};

/**
 * Builds the hierarchy of loops from their IDs and parent IDs. Loops without a parent ID are roots. Loops that cannot be placed are
 * reported and become roots as well, so that no content is lost. Runs in linear time.
 */
export function hierarchyOf<Segment>(
  loops: readonly EdiLoop<Segment>[],
  identify: (loop: EdiLoop<Segment>) => { id: string | undefined; parent: string | undefined },
): { roots: HierarchyNode<Segment>[]; faults: HierarchyFault<Segment>[] } {
  const faults: HierarchyFault<Segment>[] = [];
  const byId = new Map<string, HierarchyNode<Segment>>();
  const nodes = loops.map((loop) => {
    const { id, parent } = identify(loop);
    const node = { id: id ?? "", loop, children: [] };
    if (id === undefined) faults.push({ code: "id-missing", loop });
    else if (byId.has(id)) faults.push({ code: "id-repeated", loop });
    else byId.set(id, node);
    return { node, parent };
  });
  const roots: HierarchyNode<Segment>[] = [];
  const above = new Map<HierarchyNode<Segment>, HierarchyNode<Segment>>();
  for (const { node, parent } of nodes) {
    const found = parent === undefined ? undefined : byId.get(parent);
    if (parent !== undefined && found === undefined) faults.push({ code: "parent-unknown", loop: node.loop });
    if (found !== undefined) above.set(node, found);
    else roots.push(node);
  }
  for (const node of circular(
    nodes.map((entry) => entry.node),
    above,
  )) {
    above.delete(node);
    roots.push(node);
    faults.push({ code: "parent-circular", loop: node.loop });
  }
  for (const { node } of nodes) above.get(node)?.children.push(node);
  return { roots, faults };
}

/** Returns one node of each circle. */
function circular<Node>(nodes: readonly Node[], above: ReadonlyMap<Node, Node>): Node[] {
  const seen = new Map<Node, Node>();
  const found: Node[] = [];
  for (const start of nodes) {
    let at: Node | undefined = start;
    while (at !== undefined && !seen.has(at)) {
      seen.set(at, start);
      at = above.get(at);
    }
    if (at !== undefined && seen.get(at) === start) found.push(at);
  }
  return found;
}
