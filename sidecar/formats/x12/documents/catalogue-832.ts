import { element, loops, segment, segments } from "../../../codecs/x12/navigate.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../../codecs/x12/types.ts";
import { type Catalogue, catalogue } from "../../../documents/catalogue.ts";
import {
  type Agreement,
  collectFindings,
  type Findings,
  type Mapped,
  mappedUnless,
  validator,
} from "../../mapping.ts";
import {
  catalogueActions,
  cataloguePrices,
  cataloguePurposes,
  itemMaintenance,
  validityDates,
} from "../codes/catalogues.ts";
import { tradeClasses } from "../codes/prices.ts";
import { say } from "../terms.ts";
import {
  carriedCode,
  checkCurrency,
  checkLineCount,
  codeAt,
  dateAt,
  descriptionOf,
  flatten,
  type LinePlace,
  type Place,
  partyOf,
  referenceOf,
  statedCurrency,
  statedLineCount,
} from "../values/elements.ts";
import { identifiedGoods } from "../values/goods.ts";
import { cataloguePrice } from "../values/prices.ts";

const toCatalogue = validator(catalogue);

type Line = Catalogue["lines"][number];
type Price = NonNullable<Line["prices"]>[number];

/** What the heading states about every line. */
type Heading = { readonly currency: string; readonly action: Line["action"] };

/**
 * Maps an X12 832 (versions 4010 and 5010) to a canonical catalogue. Present and future prices are listed as they are. If it cannot
 * be mapped, the problem is SCHEMA_INVALID, or UNSUPPORTED_DOCUMENT if a code is not supported or a price is for certain parties or
 * must still be computed. Packaging (PO4) is not read, because it does not state reliably what one unit contains.
 */
export function mapCatalogue({ root }: X12Transaction, agreed: Agreement): Mapped<Catalogue> {
  const findings = collectFindings();
  const bct = segment(root, "BCT");
  codeAt(bct, 1, cataloguePurposes, { findings });
  const purpose = codeAt(bct, 10, catalogueActions, { findings }) ?? "snapshot";
  const heading = {
    currency: statedCurrency(root) ?? agreed.currency,
    action: purpose === "snapshot" ? undefined : purpose,
  };
  const lines = loops(root, "LIN").map((loop, index) => mapLine(loop, index, heading, findings));
  const stated = statedLineCount(flatten(root, ["LIN"]));
  checkLineCount(stated, lines.length, findings);
  const dates = datesIn(segments(root, "DTM"), { findings });
  return mappedUnless(findings, () =>
    toCatalogue({
      type: "Catalogue",
      id: element(bct, 2),
      kind: purpose === "snapshot" ? "snapshot" : "changes",
      issueDate: dates.issued,
      ...validity(dates),
      contractReference: referenceOf(segments(root, "REF"), ["CT"]),
      seller: partyOf(root, ["SE", "SU", "VN"]),
      buyer: partyOf(root, ["BY", "BT"]),
      lines,
      statedLineCount: stated,
    }),
  );
}

function mapLine(loop: X12Loop, index: number, { currency, action }: Heading, findings: Findings): Line {
  const lin = segment(loop, "LIN");
  const id = element(lin, 1);
  const place = { findings, line: id ?? String(index + 1) };
  const own = codeAt(segment(loop, "G53"), 1, itemMaintenance, place);
  const dates = datesIn(segments(loop, "DTM"), place);
  checkNoExtras(loop, place);
  const prices = loops(loop, "CTP").flatMap((ctp) => priceIn(ctp, currency, dates, place));
  return {
    id,
    action: own ?? action,
    item: identifiedGoods(lin, 2, descriptionOf(loop.segments)).item,
    prices: prices.length === 0 ? undefined : prices,
  };
}

/** Returns the price in a CTP loop, or an empty list if it is for another class of trade. */
function priceIn(loop: X12Loop, currency: string, ofLine: Dates, place: LinePlace): Price[] {
  const ctp = segment(loop, "CTP");
  const isOurClass = codeAt(ctp, 1, tradeClasses, place) ?? true;
  const kind = codeAt(ctp, 2, cataloguePrices, place);
  checkCurrency(loop.segments, currency, place);
  checkNoExtras(loop, place);
  const dates = datesIn(segments(loop, "DTM"), place);
  const price = ctp === undefined ? undefined : cataloguePrice(ctp, place);
  if (!isOurClass || price === undefined) return [];
  if (kind === undefined) {
    const { findings, line } = place;
    // A code that is not supported has already been reported.
    if (carriedCode(ctp, 2) !== undefined) return [];
    findings.add({ code: "SCHEMA_INVALID", line, field: "CTP02", text: say("price-without-kind", { line }) });
    return [];
  }
  const contractReference = referenceOf(segments(loop, "REF"), ["CT"]);
  return [
    {
      ...kind,
      price: { ...price, currency },
      ...(contractReference === undefined ? {} : { contractReference }),
      ...validity({ ...ofLine, ...dates }),
    },
  ];
}

/** Adds a finding for charges and allowances, which change a price, and for prices that are only for certain parties. */
function checkNoExtras(loop: X12Loop, place: LinePlace): void {
  const { findings, line } = place;
  const charged = [...loop.segments, ...loops(loop, "SAC").flatMap((inner) => inner.segments)];
  if (charged.some(({ id }) => id === "SAC"))
    findings.add({
      code: "UNSUPPORTED_DOCUMENT",
      line,
      field: "price",
      text: say("price-change-not-computed", { element: "SAC01", line }),
    });
  if (loops(loop, "N1").length === 0) return;
  findings.add({
    code: "UNSUPPORTED_DOCUMENT",
    line,
    field: "price",
    text: say("price-of-parties", { line }),
  });
}

type Dates = { readonly [Meaning in "from" | "until" | "issued"]?: string };

function datesIn(from: readonly X12Segment[], place: Place): Dates {
  const found: { -readonly [Meaning in keyof Dates]: Dates[Meaning] } = {};
  for (const dtm of from) {
    const meaning = codeAt(dtm, 1, validityDates, place);
    const date = dateAt(dtm, 2, place);
    if (meaning !== undefined && meaning !== "other" && date !== undefined) found[meaning] ??= date;
  }
  return found;
}

const validity = ({ from, until }: Dates) => ({
  ...(from === undefined ? {} : { validFrom: from }),
  ...(until === undefined ? {} : { validUntil: until }),
});
