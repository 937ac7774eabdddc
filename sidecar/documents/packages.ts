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
  const parents = new Map(packages.map(({ id, parent }) => [id, parent]));
  const inner = packages.flatMap(({ id, parent }, at) => {
    const path = ["packages", at];
    const repeated = packages.findIndex((one) => one.id === id) < at;
    if (repeated) return issue("repeated", [...path, "id"]);
    if (parent === undefined) return [];
    if (!parents.has(parent)) return issue("unknown_package", [...path, "parent"]);
    return isInItself(id, parents) ? issue("circle", [...path, "parent"]) : [];
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

/** Returns whether the chain of packages that contain this one leads back to it. */
function isInItself(id: string, parents: ReadonlyMap<string, string | undefined>): boolean {
  const seen = new Set<string>();
  for (let outer = parents.get(id); outer !== undefined && !seen.has(outer); outer = parents.get(outer)) {
    if (outer === id) return true;
    seen.add(outer);
  }
  return false;
}
