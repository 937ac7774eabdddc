import type { CompiledLoop, CompiledSegment } from "../../edi/model.ts";
import { compileSegments, compileTransaction } from "./compile.ts";
import type { X12Release } from "./model.ts";
import { INVOICE } from "./transactions/810.ts";
import { PURCHASE_ORDER } from "./transactions/850.ts";
import { PURCHASE_ORDER_ACKNOWLEDGMENT } from "./transactions/855.ts";
import { PURCHASE_ORDER_CHANGE } from "./transactions/860.ts";
import { PURCHASE_ORDER_CHANGE_ACKNOWLEDGMENT } from "./transactions/865.ts";
import { FUNCTIONAL_ACKNOWLEDGMENT } from "./transactions/997.ts";
import { IMPLEMENTATION_ACKNOWLEDGMENT } from "./transactions/999.ts";

const TABLES: { code: string; table: string; releases: X12Release[] }[] = [
  { code: "810", table: INVOICE, releases: ["4010", "5010"] },
  { code: "850", table: PURCHASE_ORDER, releases: ["4010", "5010"] },
  { code: "855", table: PURCHASE_ORDER_ACKNOWLEDGMENT, releases: ["4010", "5010"] },
  { code: "860", table: PURCHASE_ORDER_CHANGE, releases: ["4010", "5010"] },
  { code: "865", table: PURCHASE_ORDER_CHANGE_ACKNOWLEDGMENT, releases: ["4010", "5010"] },
  { code: "997", table: FUNCTIONAL_ACKNOWLEDGMENT, releases: ["4010", "5010"] },
  { code: "999", table: IMPLEMENTATION_ACKNOWLEDGMENT, releases: ["5010"] },
];

/** The definitions of a release of X12: the segments by ID, and the transaction sets, as trees of loops, by code. */
export type X12Catalogue = {
  segments: ReadonlyMap<string, CompiledSegment>;
  transactions: ReadonlyMap<string, CompiledLoop>;
};

const catalogues = new Map<X12Release, X12Catalogue>();

/**
 * Returns the definitions of the release to which a version in GS08 or ST03 belongs ("004010", "005010X231A1"), or null if the
 * release is not supported.
 */
export function catalogueFor(version: string): X12Catalogue | null {
  const release = releaseOf(version);
  if (release === null) return null;
  const ready = catalogues.get(release) ?? build(release);
  catalogues.set(release, ready);
  return ready;
}

function releaseOf(version: string): X12Release | null {
  if (version.startsWith("004010")) return "4010";
  return version.startsWith("005010") ? "5010" : null;
}

function build(release: X12Release): X12Catalogue {
  const segments = compileSegments(release);
  const transactions = new Map<string, CompiledLoop>();
  for (const { code, table, releases } of TABLES) {
    if (releases.includes(release))
      transactions.set(code, compileTransaction(code, table, release, segments));
  }
  return { segments, transactions };
}
