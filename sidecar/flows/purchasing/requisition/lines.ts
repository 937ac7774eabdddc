import type { Requisition, RequisitionLine } from "../../../documents/requisition.ts";
import type { Finding, Snapshot } from "../../flow.ts";
import { type Crosswalk, supplierScheme } from "../../kit/crosswalk.ts";
import { readable } from "../../kit/findings.ts";
import { records, reference, text } from "../../kit/snapshot.ts";
import { unknownRecord } from "../../kit/unknown.ts";
import { type Found, type Identified, identify } from "../../stock/stock-consumption/identify.ts";
import { readCatalogue } from "../../stock/stock-consumption/stock.ts";
import { type Choice, chooseOffer, type NoChoice, readOffers } from "./vendor.ts";

/** A line that can be ordered: the product, whose offer, and how much in the vendor's unit. */
export type OrderableLine = Identified<RequisitionLine> & Choice;

export type Supplier = { readonly id: number };

/** Gives the supplier that the requisition names: by the crosswalk, else by the partner's reference. Null: none is named. */
export function namedSupplier(
  { supplier: ids }: Requisition,
  snapshot: Snapshot,
  crosswalk: Crosswalk,
): Found<Supplier | null> {
  if (ids === undefined) return { found: null };
  const entered = ids.flatMap(({ id }) => crosswalk.find(supplierScheme, id, "res.partner") ?? []);
  const marked = records(snapshot, "suppliers").filter((record) =>
    ids.some(({ id }) => text(record, "ref") === id),
  );
  const [first, ...others] = new Set(entered.length > 0 ? entered : marked.map(({ id }) => id));
  const theirs = ids.map(({ id }) => id).join(", ");
  if (first !== undefined && others.length === 0) return { found: { id: first } };
  if (first === undefined) {
    const text = `The supplier ${theirs} is not known.`;
    const entry = unknownRecord("res.partner", supplierScheme, ids);
    return { finding: { code: "UNKNOWN_SUPPLIER", field: "supplier", theirs, text, ...entry } };
  }
  const said = `The supplier ${theirs} may be any of several partners.`;
  return { finding: { code: "AMBIGUOUS_MATCH", field: "supplier", theirs, text: said } };
}

/** Gives the lines with the offers by which they are ordered, and what keeps the others from being ordered. */
export function orderableLines(
  { lines }: Requisition,
  snapshot: Snapshot,
  about: {
    readonly crosswalk: Crosswalk;
    readonly supplier: Supplier | null;
    readonly company: number;
    readonly today: string;
  },
): { readonly lines: readonly OrderableLine[]; readonly findings: readonly Finding[] } {
  const catalogue = readCatalogue(snapshot);
  const offers = readOffers(snapshot, catalogue.units, about.company);
  const templates = new Map(
    records(snapshot, "products").map((record) => [record.id, reference(record, "product_tmpl_id")]),
  );
  const found = lines.map((line): Found<OrderableLine> => {
    const identified = identify(line, catalogue, about.crosswalk);
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
  return {
    lines: found.flatMap((each) => ("found" in each ? [each.found] : [])),
    findings: found.flatMap((each) => ("finding" in each ? [each.finding] : [])),
  };
}

function notOffered(
  { line, product, quantity }: Identified<RequisitionLine>,
  { why, nearest }: NoChoice,
  isNamed: boolean,
): Finding {
  const head = `Line ${line.id} (${product.label})`;
  const who = isNamed ? "the named supplier" : "no vendor";
  const wanted = `${readable(quantity)} × ${product.unit.name}`;
  const texts = {
    nobody: `${head}: ${who} has ${isNamed ? "no" : "a"} price for it today.`,
    unit: `${head}: it is sold in a unit that does not convert to ${product.unit.name}.`,
    decimals: `${head}: ${line.quantity.value} ${line.quantity.unit} has more decimals than Odoo counts in ${nearest?.unit.name ?? "its unit"}.`,
    minimum: `${head}: ${wanted} are asked for; the smallest order is ${nearest === undefined ? "more" : `${readable(nearest.minimum)} × ${nearest.unit.name}`}.`,
  };
  const code = why === "unit" || why === "decimals" ? "UNKNOWN_UNIT" : "UNKNOWN_SUPPLIER";
  return { code, line: line.id, item: product.label, field: "vendor", text: texts[why] };
}
