import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * An import in a file of the sidecar. `from` is the path of the file below `sidecar/`. `what` is the path of the imported file
 * below `sidecar/`, or the name of a package.
 */
export type Import = { readonly from: string; readonly what: string; readonly typeOnly: boolean };

const sidecar = fileURLToPath(new URL("../../../sidecar", import.meta.url));

/** Returns the paths of all modules of the sidecar, relative to `sidecar/`. */
export function sidecarFiles(): string[] {
  return readdirSync(sidecar, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
}

export const sourceOf = (file: string): string => readFileSync(join(sidecar, file), "utf8");

/** Returns the source without its comments, because comments may mention anything. */
export const withoutComments = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");

const STATEMENT = /^(?:import|export)\s+(?<type>type\s)?(?:(?<names>[^"';]*?)\sfrom\s+)?"(?<what>[^"]+)"/gm;
const CALL = /\bimport\(\s*"(?<what>[^"]+)"/g;

/** Returns everything that a module imports or re-exports, including imports of types only and dynamic imports. */
export function importsIn(file: string, source: string): Import[] {
  const code = withoutComments(source);
  const statements = [...code.matchAll(STATEMENT)].map(({ groups = {} }) => ({
    what: groups.what ?? "",
    typeOnly: groups.type !== undefined || namesOnlyTypes(groups.names ?? ""),
  }));
  const calls = [...code.matchAll(CALL)].map(({ groups = {} }) => ({
    what: groups.what ?? "",
    typeOnly: false,
  }));
  return [...statements, ...calls].map(({ what, typeOnly }) => ({
    from: file,
    what: what.startsWith(".") ? relative(".", join(dirname(file), what)) : what,
    typeOnly,
  }));
}

/** Returns whether a list of imported names, such as `{ type A, type B }`, contains only types. */
function namesOnlyTypes(names: string): boolean {
  const each = /^\{([\s\S]*)\}$/.exec(names.trim())?.[1]?.split(",") ?? [];
  const named = each.map((name) => name.trim()).filter((name) => name !== "");
  return named.length > 0 && named.every((name) => name.startsWith("type "));
}

/** Returns the imports of all modules of the sidecar. */
export const sidecarImports = (): Import[] =>
  sidecarFiles().flatMap((file) => importsIn(file, sourceOf(file)));
