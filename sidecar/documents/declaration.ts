import type { z } from "zod";

/** Properties of a document field that its schema cannot express, for Odoo's views and corrections. */
export type FieldFacts = {
  /** The label of the field. The default is the label of the member in `fieldNames`. */
  readonly label?: string;
  /** The values of a finding's `field` that refer to this field. The default is the name of the member. */
  readonly findingFields?: readonly string[];
  /**
   * The labels of the values of an enumeration. A value without a label is displayed as the words of its code: "quantity-changed"
   * as "Quantity changed".
   */
  readonly choices?: Readonly<Record<string, string>>;
  /**
   * True if users cannot correct the field, because it identifies the subject of the document or the document to which it
   * responds.
   */
  readonly fixed?: true;
  /** True if the field identifies a patient or a patient's account. */
  readonly sensitive?: true;
  /** True if users can add the field to a document that lacks it. */
  readonly addable?: true;
  /** True if the field is the amount of money at stake while the document waits. */
  readonly stake?: true;
};

/**
 * A type of canonical document: its label, its schema, and the additional properties of its fields by path
 * (`lines.*.price.amount`).
 */
export type DocumentDeclaration = {
  readonly label: string;
  readonly schema: z.ZodObject<{ type: z.ZodLiteral<string> }>;
  readonly fields: Readonly<Record<string, FieldFacts>>;
};
