import { element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Transaction } from "../../../codecs/x12/types.ts";
import { type InventoryReport, inventoryReport } from "../../../documents/inventory-report.ts";
import {
  type Agreement,
  collectFindings,
  type Findings,
  type Mapped,
  mappedUnless,
  validator,
} from "../../mapping.ts";
import { movedQuantities, reportPurposes, resaleTypes, transferTypes } from "../codes/inventory.ts";
import {
  checkCurrency,
  checkLineCount,
  codeAt,
  dateAt,
  descriptionOf,
  flatten,
  partyOf,
  referenceOf,
  statedCurrency,
  statedLineCount,
} from "../values/elements.ts";
import { identifiedGoods, referencesIn } from "../values/goods.ts";
import { countedAt, datesOfReport } from "../values/inventory.ts";
import { linePrice } from "../values/prices.ts";

const toInventoryReport = validator(inventoryReport);

type Line = InventoryReport["lines"][number];

/**
 * Maps an X12 867 (versions 4010 and 5010) to a canonical inventory report of sales and returns. Each quantity of a transfer (PTD) is
 * a line, whose place is the customer. If it cannot be mapped, the problem is SCHEMA_INVALID, UNKNOWN_UNIT or, if a code is not
 * supported, UNSUPPORTED_DOCUMENT.
 */
export function mapResaleReport({ root }: X12Transaction, agreed: Agreement): Mapped<InventoryReport> {
  const findings = collectFindings();
  const place = { findings };
  const bpt = segment(root, "BPT");
  codeAt(bpt, 1, reportPurposes, place);
  codeAt(bpt, 4, resaleTypes, place);
  const issueDate = dateAt(bpt, 3, place);
  const dates = datesOfReport(segments(root, "DTM"), place);
  const currency = statedCurrency(root) ?? agreed.currency;
  const transfers = loops(root, "PTD").flatMap((transfer) => {
    codeAt(segment(transfer, "PTD"), 1, transferTypes, place);
    return loops(transfer, "QTY").map((sale) => ({ transfer, sale }));
  });
  const lines = transfers.map((each, index) => mapSale(each, index, currency, findings));
  checkLineCount(statedLineCount(flatten(root, ["PTD"])), loops(root, "PTD").length, findings);
  return mappedUnless(findings, () =>
    toInventoryReport({
      type: "InventoryReport",
      id: element(bpt, 2),
      kind: "sales",
      issueDate,
      startDate: dates.start,
      endDate: dates.end,
      seller: partyOf(root, ["SE", "SU", "VN", "DS"]),
      buyer: partyOf(root, ["BY", "BT"]),
      lines,
    }),
  );
}

type Sale = { readonly transfer: X12Loop; readonly sale: X12Loop };

function mapSale({ transfer, sale }: Sale, index: number, currency: string, findings: Findings): Line {
  const [qty, lin, uit] = ["QTY", "LIN", "UIT"].map((id) => segment(sale, id));
  const id = element(lin, 1);
  const place = { findings, line: id ?? String(index + 1) };
  const goods = identifiedGoods(lin, 2, descriptionOf(sale.segments));
  const kind = codeAt(qty, 1, movedQuantities, place) ?? "sold";
  const quantity = qty === undefined ? { value: "0", unit: "" } : countedAt(qty, [2, 3], place);
  const price = linePrice(uit, quantity.unit, place, 2);
  checkCurrency(sale.segments, currency, place);
  const dates = {
    ...datesOfReport(segments(transfer, "DTM"), place),
    ...datesOfReport(segments(sale, "DTM"), place),
  };
  const [lot] = [...goods.lots, ...referencesIn(sale.segments, ["LT", "BT"])];
  return {
    id,
    item: goods.item,
    place: partyOf(transfer, ["ST", "BY"]),
    quantities: [
      {
        kind,
        quantity,
        ...(dates.day === undefined ? {} : { date: dates.day }),
        ...(lot === undefined
          ? {}
          : { lot: { number: lot, ...(dates.expiry === undefined ? {} : { expiry: dates.expiry }) } }),
      },
    ],
    price: price && { ...price, currency },
    contractReference: referenceOf([...sale.segments, ...transfer.segments], ["CT"]),
  };
}
