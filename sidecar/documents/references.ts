import type { CanonicalDocument } from "./document.ts";

/** The members that contain a business reference or a control number, at any depth of a document. */
const REFERENCES: ReadonlySet<string> = new Set([
  "orderReference",
  "sellerReference",
  "invoiceReference",
  "paymentReference",
  "contractReference",
  "despatchReference",
  "documentReference",
  "payerReference",
  "adjustmentReference",
  "billOfLading",
  "trackingNumber",
  "sscc",
  "interchangeControl",
  "groupControl",
  "documentControl",
]);
/** The members that list references. */
const LISTED: ReadonlySet<string> = new Set(["trackingNumbers", "serials"]);
/** The members that contain a business reference at the top of a document. Inside, `id` is a line or an item. */
const OWN: ReadonlySet<string> = new Set(["id", "issueDate"]);
/** The schemes of identifiers of items that identify the goods themselves, not the product. */
const OF_GOODS: ReadonlySet<string> = new Set(["lot", "serial"]);
const MOST = 200;

/**
 * Returns the business references of a document, by which people search for it: its number and date, the order, invoice or payment
 * that it refers to, the partner's order number, lots, serial and tracking numbers, and the control numbers that it acknowledges. At most 200. A member that is
 * not listed here is never returned, so that nothing about patients becomes a search term.
 */
export function referencesOf(document: CanonicalDocument): string[] {
  const found = new Set<string>();
  for (const [name, value] of Object.entries(document))
    if (OWN.has(name) && typeof value === "string") found.add(value);
  gather(document, found);
  return [...found].slice(0, MOST);
}

function gather(value: unknown, found: Set<string>): void {
  if (typeof value !== "object" || value === null || found.size >= MOST) return;
  if (Array.isArray(value)) {
    for (const each of value) gather(each, found);
    return;
  }
  const { scheme, id, lot, lots } = value as Readonly<Record<string, unknown>>;
  if (typeof scheme === "string" && OF_GOODS.has(scheme) && typeof id === "string") found.add(id);
  if (typeof lot === "object" && lot !== null && "number" in lot && typeof lot.number === "string")
    found.add(lot.number);
  if (Array.isArray(lots)) for (const { number } of lots) if (typeof number === "string") found.add(number);
  for (const [name, inner] of Object.entries(value))
    if (LISTED.has(name) && Array.isArray(inner)) for (const one of inner) found.add(String(one));
    else if (typeof inner !== "string") gather(inner, found);
    else if (REFERENCES.has(name)) found.add(inner);
}
