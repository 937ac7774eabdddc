import type { CanonicalDocument } from "../../documents/document.ts";
import type { Finding } from "../../flows/flow.ts";
import type { EnvelopeRow } from "../../formats/envelope-view.ts";
import type { Words } from "../../terms/words.ts";

/** Results of dry runs, as Odoo and the operators' API show them. */

/** A field of a record in Odoo that would change; `id` is null for a record that would be created. */
export type FieldChange = {
  readonly model: string;
  readonly id: number | null;
  readonly name: string;
  readonly field: string;
  readonly label: string;
  readonly from: string | number | boolean | null;
  readonly to: string | number | boolean | null;
};

type Problem = {
  readonly reasonCode: string | null;
  readonly reason: Words | null;
  readonly suggestion: Words | null;
};

/** The result that processing a document would have now. */
export type Preview =
  | { readonly outcome: "would-apply"; readonly note: Words; readonly changes: readonly FieldChange[] }
  | { readonly outcome: "would-send"; readonly note: Words }
  /**
   * `behind` is what the document waits for: the id of an earlier document of its aggregate, or another aggregate. Null
   * if it waits for something else.
   */
  | (Problem & {
      readonly outcome: "would-wait";
      readonly findings: readonly Finding[];
      readonly behind: string | null;
    })
  | (Problem & { readonly outcome: "exception"; readonly findings: readonly Finding[] })
  | { readonly outcome: "duplicate" | "dismissed" | "read-again"; readonly reason: Words };

/**
 * The result of a test file. Odoo stores it on the connection and shows it to the user who configures the connection.
 */
export type DryRunResult = {
  /** "sample" if an outgoing document was encoded (see `sample`) instead of a file being decoded. */
  readonly outcome: "read" | "unreadable" | "sample";
  /** The code of the format that recognised the file, or null if none did. */
  readonly format: string | null;
  readonly messages: readonly DryRunMessage[];
  /** The number of messages in the file that were not processed, because the maximum was reached. */
  readonly more: number;
  readonly sample?: { readonly name: string; readonly text: string } | null;
};

export type DryRunMessage = {
  readonly envelope: readonly EnvelopeRow[];
  /** The reason why no document of the message would be processed, or null. */
  readonly problem: Problem | null;
  readonly passedOver: boolean;
  readonly documents: readonly DryRunDocument[];
  readonly more: number;
};

export type DryRunDocument = {
  readonly code: string | null;
  readonly type: string | null;
  readonly number: string | null;
  readonly flow: string | null;
  readonly preview: Preview;
  /** The decoded document. Null if no flow of the connection accepts it, because none of it would reach Odoo. */
  readonly payload: CanonicalDocument | null;
};
