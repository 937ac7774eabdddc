/**
 * Returns the value with all characters that PostgreSQL refuses in text and JSON (NUL and unpaired surrogates) replaced
 * by U+FFFD. A sender's stray byte must not prevent a message from being stored or decoded. The bytes of the message
 * itself are stored unchanged. A value that needs no change is returned without copying, because a document may have a
 * hundred thousand values.
 * @param value plain data: text, numbers, lists and objects
 */
export function storable<T>(value: T): T {
  if (typeof value === "string") return storableText(value) as T;
  if (typeof value !== "object" || value === null || isSound(value)) return value;
  if (Array.isArray(value)) return value.map(storable) as T;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, storable(inner)])) as T;
}

const storableText = (text: string): string => text.replaceAll("\0", "\ufffd").toWellFormed();

function isSound(value: unknown): boolean {
  if (typeof value === "string") return !value.includes("\0") && value.isWellFormed();
  if (typeof value !== "object" || value === null) return true;
  for (const inner of Object.values(value)) if (!isSound(inner)) return false;
  return true;
}
