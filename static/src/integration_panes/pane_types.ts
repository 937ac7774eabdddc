import type { RecordLink } from "../journey/journey_types.ts";

/** One value, with its name; flagged when a finding is about it. */
export type PaneRow = { label: string; value: string; fields: string[]; flag: boolean };

/** The document as a whole (`line` is empty) or one line of it. */
export type PaneSection = { title: string; line: string; flag: boolean; rows: PaneRow[] };

/** `empty` says in words why there is nothing to show. */
export type Pane = { sections: PaneSection[]; empty: string; record?: RecordLink };

/** The value of `suture.exchange.panes`. */
export type Panes = { arrived: Pane; understood: Pane; ours: Pane };
