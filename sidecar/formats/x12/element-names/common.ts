import type { Term } from "../../../terms/term.ts";
import { say } from "../terms.ts";

/**
 * What is known about an element. `fields` are the names that findings have for it. `isCode` marks a quantity, price, date or short
 * code, whose value is displayed even if the message could not be converted to a document. Other values are displayed only if the
 * document contains them.
 */
export type Element = { readonly name?: Term; readonly fields?: readonly string[]; readonly isCode?: true };

export const quantity: Element = { name: say("quantity"), fields: ["quantity"], isCode: true };
export const unit: Element = { name: say("unit"), fields: ["unit", "quantity"], isCode: true };
export const price: Element = { name: say("price"), fields: ["price"], isCode: true };
export const date: Element = { name: say("date"), fields: ["date", "shipment"], isCode: true };
export const kindOfDate: Element = { name: say("kind-of-date"), fields: ["shipment"], isCode: true };
export const basis: Element = { name: say("basis-of-price"), fields: ["price"], isCode: true };
export const dayOnly: Element = { name: say("date"), isCode: true };
export const amount: Element = { name: say("amount"), fields: ["total", "amount"], isCode: true };
export const item: Element = { name: say("item-number"), fields: ["item"] };
export const qualifier: Element = { name: say("kind-of-number"), isCode: true };
export const order: Element = { name: say("order-number"), fields: ["order"] };
export const purpose: Element = { name: say("purpose"), isCode: true };
export const line: Element = { name: say("line"), isCode: true };
export const reference: Element = { name: say("reference") };
export const kindOfReference: Element = { name: say("kind-of-reference"), isCode: true };
export const shipment: Element = { name: say("shipment-number"), fields: ["shipment"] };
export const countOnly: Element = { name: say("quantity"), isCode: true };
export const unitOnly: Element = { name: say("unit"), isCode: true };

/** Elements by segment ID and position. */
export type ElementNames = Readonly<Record<string, Readonly<Record<number, Element>>>>;
