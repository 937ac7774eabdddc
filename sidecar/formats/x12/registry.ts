import type { X12Transaction } from "../../codecs/x12/types.ts";
import type { CanonicalDocument, DocumentType } from "../../documents/document.ts";
import type { Agreement, Mapped, Problem } from "../mapping.ts";
import { mapAcknowledgement } from "./documents/acknowledgement-997.ts";
import { mapInvoice } from "./documents/invoice-810.ts";
import { type Written, writeOrder850 } from "./documents/order-850.ts";
import { mapOrderResponse } from "./documents/order-response-855.ts";
import type { X12Options } from "./options.ts";

/** What an inbound transaction becomes. */
export type MappedTransaction =
  | { readonly documents: readonly CanonicalDocument[] }
  | { readonly problem: Problem };

export type InboundMapper = {
  readonly documentType: DocumentType;
  /** GS01 of groups that carry it. */
  readonly functionalId: string;
  map(transaction: X12Transaction, agreed: Agreement): MappedTransaction;
};

export type OutboundMapper = {
  /** ST01. */
  readonly transactionCode: string;
  /** GS01. */
  readonly functionalId: string;
  /** The segments between ST and SE. */
  write(document: CanonicalDocument, options: X12Options): Written;
};

function one(mapped: Mapped<CanonicalDocument>): MappedTransaction {
  return "document" in mapped ? { documents: [mapped.document] } : mapped;
}

/** What can be read, by transaction set code (ST01). */
export const inboundX12: Readonly<Record<string, InboundMapper>> = {
  "810": {
    documentType: "Invoice",
    functionalId: "IN",
    map: (from, agreed) => one(mapInvoice(from, agreed)),
  },
  "855": {
    documentType: "OrderResponse",
    functionalId: "PR",
    map: (from, agreed) => one(mapOrderResponse(from, agreed)),
  },
  "997": { documentType: "Acknowledgement", functionalId: "FA", map: (from) => mapAcknowledgement(from) },
  "999": { documentType: "Acknowledgement", functionalId: "FA", map: (from) => mapAcknowledgement(from) },
};

/** What can be written, by type of document. */
export const outboundX12: Readonly<Partial<Record<DocumentType, OutboundMapper>>> = {
  Order: {
    transactionCode: "850",
    functionalId: "PO",
    write(document, options) {
      if (document.type !== "Order")
        throw new Error(`An 850 is written from an Order, not from ${document.type}.`);
      return writeOrder850(document, options);
    },
  },
};
