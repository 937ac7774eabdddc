import { Decimal } from "decimal.js";
import { element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import { type InventoryReport, inventoryReport } from "../../../documents/inventory-report.ts";
import type { Identifier } from "../../../documents/values.ts";
import { collectFindings, type Findings, type Mapped, mappedUnless, validator } from "../../mapping.ts";
import { activityCodes, activityHandlings, reportPurposes } from "../codes/inventory.ts";
import { say } from "../terms.ts";
import {
  carriedCode,
  checkLineCount,
  codeAt,
  dateAt,
  decimalAt,
  flatten,
  type LinePlace,
  partyOf,
  statedLineCount,
  unitAt,
} from "../values/elements.ts";
import { identifiedGoods, referencesIn } from "../values/goods.ts";
import { partyIdentifier } from "../values/identifiers.ts";
import { countedAt } from "../values/inventory.ts";

const toInventoryReport = validator(inventoryReport);

type Line = InventoryReport["lines"][number];
type Quantity = Line["quantities"][number];

/** A quantity of an item, and the location where it is, if the activity is reported by location (SDQ). */
type Counted = { readonly at: Identifier | undefined; readonly counted: Quantity };

/**
 * Maps an X12 852 (versions 4010 and 5010) to a canonical inventory report. An item has one line for each location (SDQ). If it cannot
 * be mapped, the problem is SCHEMA_INVALID, UNKNOWN_UNIT or, if a code is not supported, UNSUPPORTED_DOCUMENT.
 */
export function mapProductActivity({ root }: X12Transaction): Mapped<InventoryReport> {
  const findings = collectFindings();
  const place = { findings };
  const xq = segment(root, "XQ");
  codeAt(xq, 1, activityHandlings, place);
  codeAt(xq, 5, reportPurposes, place);
  const [startDate, endDate] = [dateAt(xq, 2, place), dateAt(xq, 3, place)];
  const items = loops(root, "LIN");
  const lines = items.flatMap((loop, index) => mapItem(loop, index, findings));
  checkLineCount(statedLineCount(flatten(root, ["LIN"])), items.length, findings);
  const moved = lines.some(({ quantities }) =>
    quantities.some(({ kind }) => kind === "sold" || kind === "returned"),
  );
  return mappedUnless(findings, () =>
    toInventoryReport({
      type: "InventoryReport",
      // In 004010, an 852 has no number of its own: the period identifies it.
      id:
        element(xq, 4) ??
        referencesIn(root.segments, ["RPT"])[0] ??
        [element(xq, 2), element(xq, 3)].join("-"),
      kind: moved ? "sales" : "stock",
      issueDate: endDate ?? startDate,
      startDate,
      endDate,
      seller: partyOf(root, ["SE", "SU", "VN"]),
      buyer: partyOf(root, ["BY", "BT"]),
      place: partyOf(root, ["RL", "ST", "WH", "SF"]),
      lines,
    }),
  );
}

function mapItem(loop: X12Loop, index: number, findings: Findings): Line[] {
  const lin = segment(loop, "LIN");
  const id = element(lin, 1);
  const place = { findings, line: id ?? String(index + 1) };
  const { item } = identifiedGoods(lin, 2, undefined);
  const counted = loops(loop, "ZA").flatMap((activity) => activityOf(activity, place));
  const locations = new Map<string, Counted[]>();
  for (const each of counted) {
    const key = JSON.stringify(each.at ?? null);
    locations.set(key, [...(locations.get(key) ?? []), each]);
  }
  return [...locations.values()].map((quantities) => {
    const [{ at } = { at: undefined }] = quantities;
    return {
      id,
      item,
      place: at === undefined ? undefined : { ids: [at] },
      quantities: quantities.map(({ counted: one }) => one),
    };
  });
}

/** Returns the quantity of a ZA, or those of its locations. They must add up to the quantity of the ZA, if it states one. */
function activityOf(loop: X12Loop, place: LinePlace): Counted[] {
  const za = segment(loop, "ZA");
  const kind = codeAt(za, 1, activityCodes, place);
  const date = dateAt(za, 5, place);
  if (za === undefined || kind === undefined) return [];
  const dated = date === undefined ? {} : { date };
  const stores = segments(loop, "SDQ").flatMap((sdq) => storesIn(sdq, place));
  if (stores.length === 0)
    return [{ at: undefined, counted: { kind, quantity: countedAt(za, [2, 3], place), ...dated } }];
  checkSum(decimalAt(za, 2, place), stores, place);
  return stores.map(({ at, quantity }) => ({ at, counted: { kind, quantity, ...dated } }));
}

type Store = { readonly at: Identifier; readonly quantity: Quantity["quantity"] };

/** Returns the locations of an SDQ, of which there are at most ten, with their quantities. */
function storesIn(sdq: X12Segment, place: LinePlace): Store[] {
  const unit = unitAt(sdq, 1, place) ?? "";
  const qualifier = carriedCode(sdq, 2) ?? "";
  return Array.from({ length: 10 }, (_, pair) => 3 + 2 * pair).flatMap((at) => {
    const [id, value] = [element(sdq, at), decimalAt(sdq, at + 1, place)];
    if (id === undefined || value === undefined) return [];
    return [{ at: partyIdentifier(qualifier, id), quantity: { value, unit } }];
  });
}

function checkSum(stated: string | undefined, stores: readonly Store[], { findings, line }: LinePlace): void {
  const sum = stores.reduce((total, { quantity }) => total.plus(quantity.value), new Decimal(0));
  if (stated === undefined || sum.eq(stated)) return;
  const text = say("locations-differ", { line, stated, counted: sum.toFixed() });
  findings.add({ code: "SCHEMA_INVALID", line, field: "SDQ04", text });
}
