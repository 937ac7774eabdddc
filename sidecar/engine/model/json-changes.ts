import type { Change } from "../records.ts";

/**
 * Returns the differences between two JSON values, each with its JSON Pointer. Lists are compared by position.
 * @param pointer the pointer of both values in a larger document; '' for a whole document
 */
export function changesBetween(from: unknown, to: unknown, pointer = ""): Change[] {
  if (from === undefined && to === undefined) return [];
  if (from === undefined) return [{ pointer, to }];
  if (to === undefined) return [{ pointer, from }];
  if (!isContainer(from) || !isContainer(to) || Array.isArray(from) !== Array.isArray(to))
    return Object.is(from, to) ? [] : [{ pointer, from, to }];
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...names].flatMap((name) =>
    changesBetween(own(from, name), own(to, name), `${pointer}/${escaped(name)}`),
  );
}

type Container = Readonly<Record<string, unknown>>;
const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null;
const own = (value: Container, name: string): unknown =>
  Object.hasOwn(value, name) ? value[name] : undefined;
/** Returns a member name escaped for a JSON Pointer (RFC 6901 section 3). */
const escaped = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");
