/**
 * The same value with what PostgreSQL's text and JSON refuse replaced by U+FFFD: NUL characters and halves of surrogate
 * pairs. A sender's stray byte must not keep a message from being taken in or decoded; the raw bytes stay as they came.
 * @param value plain data: text, numbers, lists and objects
 */
export function storable<T>(value: T): T {
  if (typeof value === "string") return value.replaceAll("\0", "\ufffd").toWellFormed() as T;
  if (Array.isArray(value)) return value.map(storable) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, storable(inner)])) as T;
}
