import type { Domain, ReadRequest, Snapshot } from "../../flows/flow.ts";

/**
 * The maximum number of values in the list of a condition of a joined read request. It is well below 2,000, the maximum
 * number of records that the gateway returns, because several records may have the same value.
 */
const MOST_VALUES = 300;

/**
 * A collection of read requests that joins requests into one if they differ only in the value lists of their
 * conditions.
 */
export type UnionReads = {
  /**
   * Adds a read request.
   * @returns the name under which the response contains its records
   */
  add(name: string, request: ReadRequest): string;
  requests(): Readonly<Record<string, ReadRequest>>;
  /** Returns whether the response to a joined read reached the gateway's limit, so that records may be missing. */
  isCut(answer: Snapshot): boolean;
};

type Union = { readonly name: string; request: ReadRequest; values: number; joined: boolean };

/**
 * The numbers of records to which the gateway limits a read: `default` if the request states no limit, and `most` in
 * any case.
 */
const RECORDS = { default: 500, most: 2000 };

/**
 * Creates a collection that joins the read requests that flows declare `shared`, because one search finds the items of
 * ten orders as fast as the items of one. Each plan receives the records found for all orders, and selects its own.
 */
export function unionReads(): UnionReads {
  const unions: Union[] = [];
  const open = new Map<string, Union>();
  return {
    add(name, { shared: _shared, ...request }) {
      const shape = shapeOf(request);
      const known = open.get(shape);
      const joined = known && joinedWith(known.request, request);
      const values = joined ? valuesOf(joined.domain) : 0;
      if (known && joined && values <= MOST_VALUES) {
        Object.assign(known, { request: joined, values, joined: true });
        return known.name;
      }
      const union = {
        name: `u${unions.length}.${name}`,
        request,
        values: valuesOf(request.domain),
        joined: false,
      };
      unions.push(union);
      open.set(shape, union);
      return union.name;
    },
    requests: () => Object.fromEntries(unions.map(({ name, request }) => [name, request])),
    isCut: (answer) =>
      unions.some(({ name, request: { limit = RECORDS.default }, joined }) => {
        return joined && (answer[name]?.length ?? 0) >= Math.min(limit, RECORDS.most);
      }),
  };
}

/**
 * Returns a text that is the same for all read requests that can be joined. It contains everything except the values in
 * the lists of the conditions.
 */
function shapeOf({ domain, ...rest }: ReadRequest): string {
  const leaves = domain.map((leaf) =>
    typeof leaf === "string" || !Array.isArray(leaf[2]) ? leaf : [leaf[0], leaf[1], []],
  );
  return JSON.stringify([rest, leaves]);
}

function joinedWith(first: ReadRequest, second: ReadRequest): ReadRequest {
  const domain = first.domain.map((leaf, index) => {
    const other = second.domain[index];
    if (typeof leaf === "string" || typeof other === "string" || other === undefined) return leaf;
    if (!Array.isArray(leaf[2]) || !Array.isArray(other[2])) return leaf;
    return [leaf[0], leaf[1], [...new Set([...leaf[2], ...other[2]])]] as const;
  });
  return { ...first, domain };
}

function valuesOf(domain: Domain): number {
  const lists = domain.map((leaf) =>
    typeof leaf === "string" || !Array.isArray(leaf[2]) ? 0 : leaf[2].length,
  );
  return Math.max(0, ...lists);
}
