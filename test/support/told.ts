import { english } from "../../sidecar/catalogue/terms.ts";
import type { Term } from "../../sidecar/terms/term.ts";
import { told } from "../../sidecar/terms/told.ts";

const isTerm = (value: unknown): value is Term =>
  typeof value === "object" && value !== null && "term" in value;

/** Returns the value with all terms inside it rendered in English. Several terms of one text are joined by line breaks. */
export function inEnglish(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isText = value.length > 0 && value.every(isTerm);
    return isText ? value.map(english).join("\n") : value.map(inEnglish);
  }
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (isTerm(value)) return english(value);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      ["reason", "suggestion", "note", "message"].includes(name) && Array.isArray(each)
        ? each.map(english).join("\n")
        : inEnglish(each),
    ]),
  );
}

/** Returns a term whose English text is the given text. */
export const textTerm = (text: string): Term => told("as-it-was", { text });
