import type { z } from "zod";

/** Additional properties of a document field that are not in its schema. */
export type FieldFacts = {
  /** The label of the field. The default is the label of the member in `fieldNames`. */
  readonly label?: string;
  /** The names by which findings refer to the value. */
  readonly findingFields?: readonly string[];
  /** The labels of the values of an enumeration. A value without a label is displayed as its code, in words. */
  readonly choices?: Readonly<Record<string, string>>;
  /** Users cannot correct it, because it identifies the subject of a document or the document to which it responds. */
  readonly fixed?: true;
  /** It identifies a patient or a patient's account. */
  readonly sensitive?: true;
  /** Users can add it to a document that lacks it. */
  readonly addable?: true;
  /** The amount of money at stake while the document waits. */
  readonly stake?: true;
};

/**
 * A type of canonical document: its schema, its name, and the additional properties of its fields by path
 * (`lines.*.price.amount`).
 */
export type DocumentDeclaration = {
  readonly label: string;
  readonly schema: z.ZodObject<{ type: z.ZodLiteral<string> }>;
  readonly fields: Readonly<Record<string, FieldFacts>>;
};
