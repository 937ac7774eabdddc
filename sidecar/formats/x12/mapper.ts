import type { X12Transaction } from "../../codecs/x12/types.ts";
import type { CanonicalDocument, DocumentType } from "../../documents/document.ts";
import type { Agreement, Problem } from "../mapping.ts";
import type { X12Options } from "./options.ts";

/** The documents that a transaction set contains, or the problem that prevents its conversion. */
export type MappedTransaction =
  | { readonly documents: readonly CanonicalDocument[] }
  | { readonly problem: Problem };

export type InboundMapper = {
  readonly documentType: DocumentType;
  /** GS01, the identifier of the functional groups in which the transaction set is received. */
  readonly functionalId: string;
  map(transaction: X12Transaction, agreed: Agreement): MappedTransaction;
};

export type OutboundMapper = {
  /** ST01, the code of the transaction set that is written. */
  readonly transactionCode: string;
  /** GS01, the identifier of the functional group in which the transaction set is sent. */
  readonly functionalId: string;
  /**
   * Returns the segments between ST and SE for a document in a version (GS08), or the problem that prevents writing it.
   */
  write(document: CanonicalDocument, options: X12Options, version: string): Written;
};

/** The segments of a transaction set between ST and SE, or the problem that prevents writing the document. */
export type Written = { readonly segments: string[][] } | { readonly problem: Problem };

/** The mappers of received transaction sets, by transaction set code (ST01). */
export type InboundMappers = Readonly<Record<string, InboundMapper>>;
/** The mappers of documents that can be written, by document type. */
export type OutboundMappers = Readonly<Partial<Record<DocumentType, OutboundMapper>>>;
