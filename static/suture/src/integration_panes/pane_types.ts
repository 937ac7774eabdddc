import type { RecordLink } from "../journey/journey_types.ts";

/** One value, with its name; flagged when a finding is about it. `to` is what a preview says would stand there. */
export type PaneRow = { label: string; value: string; fields: string[]; flag: boolean; to?: string };

/** The document as a whole (`line` is empty) or one line of it. */
export type PaneSection<Row = PaneRow> = { title: string; line: string; flag: boolean; rows: Row[] };

/** What may stand in a value that a person corrects. */
export type Kind = "text" | "choice" | "date" | "instant" | "decimal" | "unit" | "currency" | "boolean";

/** A single value of the document, at its place (RFC 6901). */
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

/** What a preview comes to. `about`: of what it is, when that is not the document as it stands. */
export type PanePreview = { outcome: string; about?: string; note?: string; reason?: string };

/** `empty` says in words why there is nothing to show. `editable`: its values may be corrected. */
export type Pane = {
  sections: PaneSection[];
  empty: string;
  record?: RecordLink;
  editable?: EditableSection[];
  preview?: PanePreview;
};

/** The value of `suture.exchange.panes`. */
export type Panes = { arrived: Pane; understood: Pane; ours: Pane };
