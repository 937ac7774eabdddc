import type { z } from "zod";

/** The result for a value that zod must parse instead. */
const LEFT = Symbol("left to zod");
type Left = typeof LEFT;

/** A function that returns the parsed value, or `LEFT`. */
type Quick = (value: unknown) => unknown | Left;

/**
 * Creates a fast parser for values that conform to a schema. The parser returns the same as `schema.parse`, in about a fifth of
 * the time, but without members that are undefined. It returns undefined for invalid values and for kinds of schemas that it does
 * not support; these values must be parsed with zod, which reports the errors. An object from which nothing is omitted is returned
 * itself, not as a copy.
 */
export function quickParser<Output extends object>(
  schema: z.ZodType<Output>,
): (value: unknown) => Output | undefined {
  const parse = quick(schema);
  return (value) => {
    const parsed = parse(value);
    return parsed === LEFT ? undefined : (parsed as Output);
  };
}

const left: Quick = () => LEFT;

function quick(schema: z.core.$ZodType): Quick {
  const def = definitionOf(schema);
  if (def.type === "string") return quickString(def);
  if (def.type === "array") return quickArray(def);
  if (def.type === "number") return quickInteger(def);
  if (def.checks?.length) return left;
  switch (def.type) {
    case "object":
      return quickObject(def);
    case "literal":
      return oneOf(def.values);
    case "enum":
      return oneOf(Object.values(def.entries));
    case "optional":
      return quick(def.innerType);
    default:
      return left;
  }
}

function definitionOf(schema: z.core.$ZodType) {
  return (schema as z.core.$ZodTypes)._zod.def;
}

type Member = { readonly name: string; readonly parse: Quick; readonly isOptional: boolean };

/**
 * Creates a parser for objects. Like zod, it returns the members in the order of the schema and omits unknown ones; a strict object
 * with unknown members is left to zod. It copies only objects for which this makes a difference.
 */
function quickObject({ shape, catchall }: z.core.$ZodObjectDef): Quick {
  if (catchall && definitionOf(catchall).type !== "never") return left;
  const known = catchall ? new Set(Object.keys(shape)) : null;
  const members: readonly Member[] = Object.entries(shape).map(([name, member]) => ({
    name,
    parse: quick(member),
    isOptional: definitionOf(member).type === "optional",
  }));
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return LEFT;
    const from = value as Readonly<Record<string, unknown>>;
    let copy: Record<string, unknown> | null = isTidy(from, members) ? null : {};
    if (copy !== null && known && Object.keys(from).some((name) => !known.has(name))) return LEFT;
    for (const { name, parse, isOptional } of members) {
      const inner = from[name];
      if (inner === undefined) {
        if (isOptional) continue;
        return LEFT;
      }
      const result = parse(inner);
      if (result === LEFT) return LEFT;
      if (copy === null && result !== inner) copy = { ...from };
      if (copy !== null) copy[name] = result;
    }
    return copy ?? from;
  };
}

/** Returns whether an object has only members of the schema, in its order, and none of them is undefined. */
function isTidy(from: Readonly<Record<string, unknown>>, members: readonly Member[]): boolean {
  let at = 0;
  for (const name in from) {
    if (from[name] === undefined) return false;
    while (at < members.length && members[at]?.name !== name) at++;
    if (at++ === members.length) return false;
  }
  return true;
}

/** Returns the array itself unless one of its items had to be copied. */
function quickArray({ element, checks = [] }: z.core.$ZodArrayDef): Quick {
  const parse = quick(element);
  const bounds = checks.map(({ _zod }) => _zod.def as Bound);
  if (!bounds.every(isKnownBound)) return left;
  return (value) => {
    if (!Array.isArray(value) || !isWithinAll(value.length, bounds)) return LEFT;
    const items = value as readonly unknown[];
    let copy: unknown[] | null = null;
    for (let index = 0; index < items.length; index++) {
      const result = parse(items[index]);
      if (result === LEFT) return LEFT;
      if (copy === null && result !== items[index]) copy = items.slice();
      if (copy !== null) copy[index] = result;
    }
    return copy ?? items;
  };
}

/** Creates a parser for strings. A schema such as `z.iso.date()` is itself a check; other schemas have a list of checks. */
function quickString(def: z.core.$ZodStringDef): Quick {
  if (def.coerce) return left;
  const own = "check" in def ? [def as Bound] : [];
  const bounds = [...own, ...(def.checks ?? []).map(({ _zod }) => _zod.def as Bound)];
  if (!bounds.every(isKnownBound)) return left;
  return (value) => (typeof value === "string" && isWithinAll(value.length, bounds, value) ? value : LEFT);
}

/** The definition of a check of a number: a minimum or maximum. */
type Limit = { readonly check: string; readonly value?: unknown; readonly inclusive?: boolean };

/** Creates a parser for integers (`z.int()`) with inclusive limits. */
function quickInteger(def: z.core.$ZodNumberDef): Quick {
  const limits = (def.checks ?? []).map(({ _zod }) => _zod.def as Limit);
  const isInteger = "format" in def && def.format === "safeint";
  if (def.coerce || !isInteger || !limits.every(isKnownLimit)) return left;
  return (value) => (Number.isSafeInteger(value) && isWithinLimits(value as number, limits) ? value : LEFT);
}

const isKnownLimit = ({ check, value, inclusive }: Limit): boolean =>
  (check === "greater_than" || check === "less_than") && typeof value === "number" && inclusive === true;

const isWithinLimits = (number: number, limits: readonly Limit[]): boolean =>
  limits.every(({ check, value }) =>
    check === "greater_than" ? number >= (value as number) : number <= (value as number),
  );

function oneOf(values: readonly unknown[]): Quick {
  const all = new Set(values);
  return (value) => (all.has(value) ? value : LEFT);
}

/** The definition of a check of a schema: a minimum or maximum length, or a pattern. */
type Bound = {
  readonly check: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: RegExp;
};

function isKnownBound({ check, format, pattern, minimum, maximum }: Bound): boolean {
  if (check === "string_format")
    return (format === "regex" || format === "date") && pattern !== undefined && !pattern.global;
  return (
    (check === "min_length" && minimum !== undefined) || (check === "max_length" && maximum !== undefined)
  );
}

function isWithinAll(length: number, bounds: readonly Bound[], text?: string): boolean {
  for (const bound of bounds) if (!isWithin(length, bound, text)) return false;
  return true;
}

function isWithin(length: number, { minimum, maximum, pattern }: Bound, text = ""): boolean {
  if (minimum !== undefined && length < minimum) return false;
  if (maximum !== undefined && length > maximum) return false;
  return pattern === undefined || pattern.test(text);
}
