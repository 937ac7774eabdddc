import { z } from "zod";

/** A package of a shipment. Packages form a tree: a carton names the pallet on which it stands. */
export const shippedPackage = z.strictObject({
  /** The number by which lines and other packages of the document refer to the package. */
  id: z.string().min(1),
  kind: z.enum(["pallet", "carton", "container", "other"]),
  /** The package that contains this one. */
  parent: z.string().min(1).optional(),
  /** The Serial Shipping Container Code (GS1, 18 digits). */
  sscc: z
    .string()
    .regex(/^\d{18}$/)
    .optional(),
  trackingNumber: z.string().min(1).optional(),
});
export type ShippedPackage = z.infer<typeof shippedPackage>;

type Line = { readonly packedIn?: readonly { readonly package: string }[] | undefined };
type Issue = {
  readonly code: "custom";
  readonly path: (string | number)[];
  readonly params: { rule: string };
};

/** Returns what is wrong with the packages of a shipment: a number that is used twice, a reference to no package, a circle. */
export function packageTreeIssues(packages: readonly ShippedPackage[], lines: readonly Line[]): Issue[] {
  const parents = new Map<string, string | undefined>();
  const repeated = new Set<number>();
  for (const [at, { id, parent }] of packages.entries())
    if (parents.has(id)) repeated.add(at);
    else parents.set(id, parent);
  const circular = packagesInThemselves(parents);
  const inner = packages.flatMap(({ id, parent }, at) => {
    const path = ["packages", at];
    if (repeated.has(at)) return issue("repeated", [...path, "id"]);
    if (parent === undefined) return [];
    if (!parents.has(parent)) return issue("unknown_package", [...path, "parent"]);
    return circular.has(id) ? issue("circle", [...path, "parent"]) : [];
  });
  const used = lines.flatMap(({ packedIn = [] }, line) =>
    packedIn.flatMap(({ package: id }, at) =>
      parents.has(id) ? [] : issue("unknown_package", ["lines", line, "packedIn", at, "package"]),
    ),
  );
  return [...inner, ...used];
}

const issue = (rule: string, path: (string | number)[]): Issue[] => [
  { code: "custom", path, params: { rule } },
];

/** Returns the packages whose chain of outer packages leads back to them. Visits each package once. */
function packagesInThemselves(parents: ReadonlyMap<string, string | undefined>): Set<string> {
  const circular = new Set<string>();
  const visited = new Set<string>();
  for (const start of parents.keys()) {
    const chain: string[] = [];
    let id: string | undefined = start;
    for (; id !== undefined && !visited.has(id); id = parents.get(id)) {
      visited.add(id);
      chain.push(id);
    }
    const back = id === undefined ? -1 : chain.indexOf(id);
    if (back >= 0) for (const one of chain.slice(back)) circular.add(one);
  }
  return circular;
}
