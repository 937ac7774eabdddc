import type { RecordLink } from "../journey/journey_types.ts";
import type { SourceFileView } from "../source_file/source_file_types.ts";

/**
 * A value with its label. `flag` is true if a finding is about the value. `to` is the value after a retry, according to a
 * preview.
 */
export type PaneRow = { label: string; value: string; fields: string[]; flag: boolean; to?: string };

/** The document as a whole (`line` is empty) or one line of it. */
export type PaneSection<Row = PaneRow> = { title: string; line: string; flag: boolean; rows: Row[] };

/** The input kinds of editable values. */
export type Kind = "text" | "choice" | "date" | "instant" | "decimal" | "unit" | "currency" | "boolean";

/** A value of the document that can be corrected, with its JSON Pointer (RFC 6901). */
export type EditableRow = {
  label: string;
  value: string | boolean;
  pointer: string;
  kind: Kind;
  choices?: { value: string; label: string }[];
  fields: string[];
  flag: boolean;
};
export type EditableSection = PaneSection<EditableRow>;

/**
 * The result of a preview. `about` describes the previewed decision, such as an unsaved correction. It is absent if the current
 * document was previewed.
 */
export type PanePreview = { outcome: string; about?: string; note?: string; reason?: string };

/**
 * One of the three panes. `empty` is the reason why there are no sections. `editable` contains the values that users can correct.
 * It is absent if the document cannot be corrected.
 */
export type Pane = {
  sections: PaneSection[];
  empty: string;
  record?: RecordLink;
  editable?: EditableSection[];
  preview?: PanePreview;
  /** The file of the document, if the sidecar has reported it. */
  file?: SourceFileView | null;
  /** Whether the document was sent and not received. */
  outbound?: boolean;
};

/** The value of `suture.exchange.panes`: the received document, the decoded document and the record in Odoo. */
export type Panes = { arrived: Pane; understood: Pane; ours: Pane };
