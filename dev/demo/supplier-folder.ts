import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { element, segment } from "../../sidecar/codecs/x12/navigate.ts";
import { readX12 } from "../../sidecar/codecs/x12/read.ts";

/** The control numbers by which a vendor's acknowledgement refers to an order: GS06 and ST02 of the 850. */
export type ReceivedOrder = { readonly groupControl: string; readonly documentControl: string };

/**
 * Returns the names of the files with orders in the vendor's folder. Files that are still being written have other names and are
 * not included.
 */
export function orderFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.startsWith("850-"));
}

/** Returns the control numbers of the orders in the files, by the buyer's order number (BEG03). */
export function readOrders(folder: string, files: readonly string[]): Map<string, ReceivedOrder> {
  return new Map(files.flatMap((name) => ordersOf(readFileSync(join(folder, name)))));
}

/** Returns the order number and control numbers of each order in a file. Orders that violate the standard are ignored. */
function ordersOf(bytes: Uint8Array): [string, ReceivedOrder][] {
  const groups = readX12(bytes)
    .filter((interchange) => interchange.issues.length === 0)
    .flatMap((interchange) => interchange.groups);
  return groups.flatMap((group) =>
    group.transactions.flatMap((transaction): [string, ReceivedOrder][] => {
      const number = element(segment(transaction.root, "BEG"), 3);
      const valid = transaction.code === "850" && transaction.issues.length === 0;
      if (number === undefined || !valid) return [];
      return [[number, { groupControl: group.control, documentControl: transaction.control }]];
    }),
  );
}
