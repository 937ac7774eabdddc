import { readX12 } from "../../codecs/x12/read.ts";
import type { X12Loop, X12Segment, X12Transaction } from "../../codecs/x12/types.ts";
import type { DecodedDocument } from "../format.ts";
import {
  limited,
  type Shown,
  type SourceRow,
  type SourceSection,
  type SourceView,
  shownOf,
} from "../source-view.ts";
import { code, elements, lineLoops, lineNumber, placeOf } from "./element-names.ts";
import { say } from "./terms.ts";
import { flatten } from "./values/elements.ts";

/**
 * Returns the content of an X12 transaction set for display, segment by segment. Other values than codes, quantities, prices and
 * dates, such as names, addresses and texts, are displayed only if the document contains them.
 */
export function describeX12(bytes: Uint8Array, decoded: DecodedDocument): SourceView {
  const transaction = transactionAt(bytes, decoded.start);
  if (!transaction) return [];
  const shown = shownOf("document" in decoded ? decoded.document : null);
  const { root } = transaction;
  const lines = root.loops.filter(({ id }) => lineLoops.includes(id));
  return limited([
    sectionOf(`X12 ${transaction.code}`, flatten(root, lineLoops), shown),
    ...lines.map((loop, index) => lineOf(loop, index, shown)),
  ]);
}

function transactionAt(bytes: Uint8Array, start: number): X12Transaction | undefined {
  const [interchange] = readX12(bytes);
  return interchange?.groups
    .flatMap(({ transactions }) => transactions)
    .find((transaction) => transaction.start - interchange.start === start);
}

function lineOf(loop: X12Loop, index: number, shown: Shown): SourceSection {
  const line = lineNumber(loop, index);
  return { ...sectionOf(`${loop.id} ${line}`, flatten(loop), shown), line };
}

function sectionOf(title: string, segments: readonly X12Segment[], shown: Shown): SourceSection {
  const business = segments.filter(({ id }) => id !== "ST" && id !== "SE");
  return { title, rows: business.flatMap((segment) => rowsOf(segment, shown)) };
}

function rowsOf({ id, elements: values }: X12Segment, shown: Shown): SourceRow[] {
  return values.slice(1).flatMap((raw, index) => {
    const value = raw.trim();
    if (value === "") return [];
    const known = elements[id]?.[index + 1];
    const place = placeOf(id, index + 1);
    return [
      {
        label: known?.name ? say("element", { place, name: known.name }) : place,
        value: known?.isCode && code.test(value) ? value : shown(value),
        ...(known?.fields ? { fields: known.fields } : {}),
      },
    ];
  });
}
