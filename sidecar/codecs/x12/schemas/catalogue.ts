import type { CompiledLoop, CompiledSegment } from "../../edi/model.ts";
import { compileSegments, compileTransaction } from "./compile.ts";
import type { X12Release } from "./model.ts";
import { STATUS_NOTIFICATION } from "./transactions/277.ts";
import { INVOICE } from "./transactions/810.ts";
import { CREDIT_DEBIT_ADJUSTMENT } from "./transactions/812.ts";
import { REMITTANCE_ADVICE } from "./transactions/820.ts";
import { APPLICATION_ADVICE } from "./transactions/824.ts";
import { PRICE_CATALOG } from "./transactions/832.ts";
import { CLAIM_PAYMENT } from "./transactions/835.ts";
import { PRICE_AUTHORIZATION } from "./transactions/845.ts";
import { INVENTORY_ADVICE } from "./transactions/846.ts";
import { PURCHASE_ORDER } from "./transactions/850.ts";
import { PRODUCT_ACTIVITY } from "./transactions/852.ts";
import { PURCHASE_ORDER_ACKNOWLEDGMENT } from "./transactions/855.ts";
import { SHIP_NOTICE } from "./transactions/856.ts";
import { PURCHASE_ORDER_CHANGE } from "./transactions/860.ts";
import { RECEIVING_ADVICE } from "./transactions/861.ts";
import { PURCHASE_ORDER_CHANGE_ACKNOWLEDGMENT } from "./transactions/865.ts";
import { RESALE_REPORT } from "./transactions/867.ts";
import { SHIPPING_ORDER } from "./transactions/940.ts";
import { STOCK_TRANSFER_SHIPMENT } from "./transactions/943.ts";
import { STOCK_TRANSFER_RECEIPT } from "./transactions/944.ts";
import { SHIPPING_ADVICE } from "./transactions/945.ts";
import { FUNCTIONAL_ACKNOWLEDGMENT } from "./transactions/997.ts";
import { IMPLEMENTATION_ACKNOWLEDGMENT } from "./transactions/999.ts";
import type { TransactionTable } from "./transactions/table.ts";

/** The tables of all supported transaction sets, with their sources. */
export const TRANSACTION_TABLES: readonly TransactionTable[] = [
  STATUS_NOTIFICATION,
  INVOICE,
  CREDIT_DEBIT_ADJUSTMENT,
  REMITTANCE_ADVICE,
  APPLICATION_ADVICE,
  PRICE_CATALOG,
  CLAIM_PAYMENT,
  PRICE_AUTHORIZATION,
  INVENTORY_ADVICE,
  PURCHASE_ORDER,
  PRODUCT_ACTIVITY,
  PURCHASE_ORDER_ACKNOWLEDGMENT,
  SHIP_NOTICE,
  PURCHASE_ORDER_CHANGE,
  RECEIVING_ADVICE,
  PURCHASE_ORDER_CHANGE_ACKNOWLEDGMENT,
  RESALE_REPORT,
  SHIPPING_ORDER,
  STOCK_TRANSFER_SHIPMENT,
  STOCK_TRANSFER_RECEIPT,
  SHIPPING_ADVICE,
  FUNCTIONAL_ACKNOWLEDGMENT,
  IMPLEMENTATION_ACKNOWLEDGMENT,
];

/** The definitions of a release of X12. */
export type X12Catalogue = {
  readonly segments: ReadonlyMap<string, CompiledSegment>;
  /** Returns the tree of loops of a transaction set (ST01), or null if the release does not support it. */
  transaction(code: string): CompiledLoop | null;
  /** Returns whether the HL loops of a transaction set form a hierarchy by their IDs. */
  isHierarchical(code: string): boolean;
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

/** Creates the catalogue of a release. A transaction set is compiled when it is needed for the first time. */
function build(release: X12Release): X12Catalogue {
  const segments = compileSegments(release);
  const supported = TRANSACTION_TABLES.filter(({ sources }) => sources[release] !== undefined);
  const tables = new Map(supported.map((table) => [table.code, table]));
  const compiled = new Map<string, CompiledLoop>();
  return {
    segments,
    transaction(code) {
      const table = tables.get(code);
      if (table === undefined) return null;
      const ready = compiled.get(code) ?? compileTransaction(code, table.table, release, segments);
      compiled.set(code, ready);
      return ready;
    },
    isHierarchical: (code) => tables.get(code)?.isHierarchical === true,
  };
}
