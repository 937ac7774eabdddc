import type { z } from "zod";

/** What people and programs need to know about one value of a document, besides its schema. */
export type FieldFacts = {
  /** What a person reads before the value. Without it, `fieldNames` has the label of the member's name. */
  readonly label?: string;
  /** The words by which findings refer to the value. */
  readonly findingFields?: readonly string[];
  /** What a person reads for the values of an enumeration. A value that is left out reads as its code, in words. */
  readonly choices?: Readonly<Record<string, string>>;
  /** A person may not correct it: it identifies whom a document is about, or what it answers. */
  readonly fixed?: true;
  /** It identifies a patient or a patient's account. */
  readonly sensitive?: true;
  /** A document that lacks it may get it from a person. */
  readonly addable?: true;
  /** The amount of money that waits while the document waits. */
  readonly stake?: true;
};

/**
 * A type of canonical document: its schema, its name, and the special properties of its fields, by path (`lines.*.price.amount`).
 */
export type DocumentDeclaration = {
  readonly label: string;
  readonly schema: z.ZodObject<{ type: z.ZodLiteral<string> }>;
  readonly fields: Readonly<Record<string, FieldFacts>>;
};
