import type { RecordLink } from "../journey/journey_types.ts";

/** A value with its label; flagged if a finding is about it. `to` is its value after a preview. */
export type PaneRow = { label: string; value: string; fields: string[]; flag: boolean; to?: string };

/** The document as a whole (`line` is empty) or one line of it. */
export type PaneSection<Row = PaneRow> = { title: string; line: string; flag: boolean; rows: Row[] };

/** The input kinds of editable values. */
export type Kind = "text" | "choice" | "date" | "instant" | "decimal" | "unit" | "currency" | "boolean";

/** A single value of the document with its JSON pointer (RFC 6901). */
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

/** The result of a preview. `about`: which variant was previewed, if not the document as it is. */
export type PanePreview = { outcome: string; about?: string; note?: string; reason?: string };

/** `empty` says why there is nothing to show. `editable`: users can correct the values. */
export type Pane = {
  sections: PaneSection[];
  empty: string;
  record?: RecordLink;
  editable?: EditableSection[];
  preview?: PanePreview;
};

/** The value of `suture.exchange.panes`. */
export type Panes = { arrived: Pane; understood: Pane; ours: Pane };
