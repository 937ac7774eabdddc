import type { Requisition, RequisitionLine } from "../../../documents/requisition.ts";
import type { Term } from "../../../terms/term.ts";
import type { Finding, Snapshot } from "../../flow.ts";
import { type Crosswalk, supplierScheme } from "../../kit/crosswalk.ts";
import { type Found, separated } from "../../kit/found.ts";
import { type Identified, identifier } from "../../kit/identify-items.ts";
import { codesOf } from "../../kit/item-matching.ts";
import { readCatalogue } from "../../kit/products.ts";
import { quantityIn } from "../../kit/readable.ts";
import { records, reference, text } from "../../kit/snapshot.ts";
import { unitWord } from "../../kit/unit-codes.ts";
import { unknownRecord } from "../../kit/unknown.ts";
import { say } from "./terms.ts";
import { type Choice, chooseOffer, type NoChoice, readOffers } from "./vendor.ts";

/**
 * A requisition line that can be ordered, with its product, the vendor's offer, and the quantity to order in the unit of the
 * offer.
 */
export type OrderableLine = Identified<RequisitionLine> & Choice;

/** The vendor that the requisition specifies, by its partner ID in Odoo. */
export type NamedVendor = { readonly id: number };

/**
 * Returns the vendor that the requisition specifies, according to the crosswalk or, if it has no entry, the reference of the
 * partner in Odoo. `found` is null if the requisition specifies no vendor.
 */
export function namedVendor(
  { supplier: ids }: Requisition,
  snapshot: Snapshot,
  crosswalk: Crosswalk,
): Found<NamedVendor | null> {
  if (ids === undefined) return { found: null };
  const entered = ids.flatMap(({ id }) => crosswalk.find(supplierScheme, id, "res.partner") ?? []);
  const marked = records(snapshot, "suppliers").filter((record) =>
    ids.some(({ id }) => text(record, "ref") === id),
  );
  const [first, ...others] = new Set(entered.length > 0 ? entered : marked.map(({ id }) => id));
  const vendor = codesOf(ids);
  const about = { field: "supplier", theirs: vendor };
  if (first !== undefined && others.length === 0) return { found: { id: first } };
  if (first === undefined) {
    const entry = unknownRecord("res.partner", supplierScheme, ids);
    const unknown = say("vendor-unknown", { vendor });
    return { finding: { code: "UNKNOWN_SUPPLIER", ...about, text: unknown, ...entry } };
  }
  return { finding: { code: "AMBIGUOUS_MATCH", ...about, text: say("vendor-ambiguous", { vendor }) } };
}

/** Returns the lines that can be ordered, each with the offer to use, and findings for the others. */
export function orderableLines(
  { lines }: Requisition,
  snapshot: Snapshot,
  about: {
    readonly crosswalk: Crosswalk;
    readonly supplier: NamedVendor | null;
    readonly company: number;
    readonly today: string;
  },
): { readonly found: readonly OrderableLine[]; readonly findings: readonly Finding[] } {
  const catalogue = readCatalogue(snapshot);
  const offers = readOffers(snapshot, catalogue.units, about.company);
  const templates = new Map(
    records(snapshot, "products").map((record) => [record.id, reference(record, "product_tmpl_id")]),
  );
  const identify = identifier(catalogue, about.crosswalk);
  const found = lines.map((line): Found<OrderableLine> => {
    const identified = identify(line);
    if ("finding" in identified) return identified;
    const { product, quantity, unit } = identified.found;
    const choice = chooseOffer(offers, {
      product: { id: product.id, template: templates.get(product.id) ?? null, unit: product.unit },
      quantity,
      unit,
      today: about.today,
      supplier: about.supplier?.id ?? null,
    });
    if ("why" in choice) return { finding: notOffered(identified.found, choice, about.supplier !== null) };
    return { found: { ...identified.found, ...choice } };
  });
  return separated(found);
}

function notOffered(identified: Identified<RequisitionLine>, choice: NoChoice, isNamed: boolean): Finding {
  const { line, product } = identified;
  const isAboutUnit = choice.why === "unit" || choice.why === "decimals";
  return {
    code: isAboutUnit ? "UNKNOWN_UNIT" : "UNKNOWN_SUPPLIER",
    line: line.id,
    item: product.label,
    field: "vendor",
    text: reasonOf(identified, choice, isNamed),
  };
}

function reasonOf(
  { line, product, quantity }: Identified<RequisitionLine>,
  choice: NoChoice,
  isNamed: boolean,
): Term {
  const about = { line: line.id, item: product.label };
  switch (choice.why) {
    case "nobody":
      return say(isNamed ? "vendor-without-price" : "no-vendor", about);
    case "unit":
      return say("vendor-unit-not-convertible", { ...about, unit: product.unit.name });
    case "decimals": {
      const wanted = { quantity: line.quantity.value, unit: unitWord(line.quantity.unit) };
      return say("too-precise", { ...about, wanted, unit: choice.nearest.unit.name });
    }
    case "minimum": {
      const minimum = quantityIn(choice.nearest.minimum, choice.nearest.unit);
      return say("below-minimum", { ...about, wanted: quantityIn(quantity, product.unit), minimum });
    }
  }
}
