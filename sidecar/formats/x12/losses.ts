import type { DocumentType } from "../../documents/document.ts";

/** What a document does not contain any more after it was written as a transaction set and read again. */
export type Loss = {
  /** The member that is lost ("lines.*.note"), or what happens to the document as a whole. */
  readonly path: string;
  readonly because: string;
};

const unstated = "X12 has no element for it.";

/**
 * The losses of each document that is written and read, by document type. Everything else is the same: a test writes and reads
 * documents and compares them without these members.
 */
export const x12Losses: Readonly<Partial<Record<DocumentType, readonly Loss[]>>> = {
  DespatchAdvice: [
    { path: "note", because: unstated },
    { path: "statedLineCount", because: "CTT01 counts levels, not lines." },
    { path: "lines.*.note", because: unstated },
    { path: "lines.*.openQuantity", because: unstated },
    { path: "lines.*.lots.*.udi", because: unstated },
    { path: "lines.*.lots.*.quantity", because: "Not repeated if the lot is all of the goods." },
    { path: "lines.*.packedIn.*.quantity", because: "Not repeated if all of the goods are in the package." },
  ],
  InventoryReport: [
    { path: "note", because: unstated },
    { path: "statedLineCount", because: "Always written, as the number of lines." },
    { path: "lines.*.price", because: "An 846 contains no sales." },
    { path: "lines.*.contractReference", because: "An 846 contains no sales." },
  ],
  ReceiptAdvice: [
    { path: "note", because: unstated },
    { path: "statedLineCount", because: "Always written, as the number of lines." },
    { path: "lines.*.note", because: unstated },
    { path: "lines.*.despatchLineReference", because: unstated },
    { path: "lines.*.deviations.*.lotReference", because: unstated },
    { path: "lines.*.deviations.*.reason", because: unstated },
    {
      path: "lines.*.deviations.*.code",
      because: "A code of another standard becomes the condition of X12.",
    },
    { path: "lines.*.lots.*.udi", because: unstated },
    { path: "lines.*.lots.*.quantity", because: "Not repeated if the lot is all of the goods." },
  ],
};

/** What is lost in every document that is written. */
export const commonLosses: readonly string[] = [
  "Of the identifiers of a party, only the first that X12 can contain is written; names and addresses are shortened to their elements.",
  "Identifiers of items without a qualifier of X12 are not written.",
  "The packages of a despatch advice are numbered anew, and a container or other package becomes a carton. Its lines follow their packages and orders.",
];
