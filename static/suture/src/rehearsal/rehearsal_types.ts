import type { PaneSection } from "../integration_panes/pane_types.ts";
import type { Change } from "../integration_preview/integration_preview.ts";

export type EnvelopeRow = {
  what: string;
  label: string;
  place: string;
  found: string | null;
  expected: string[];
  fits: boolean;
};
export type Trouble = { reason_code?: string | null; reason?: string | null; suggestion?: string | null };
export type Outcome = Trouble & {
  outcome: string;
  note?: string;
  changes?: Change[];
};
export type TriedDocument = {
  code: string | null;
  type: string | null;
  number: string | null;
  preview: Outcome;
  /** The number of findings for each reason code. */
  counts: { label: string; count: number }[];
  sections: PaneSection[];
};
export type TriedMessage = {
  envelope: EnvelopeRow[];
  problem: Trouble | null;
  passed_over: boolean;
  documents: TriedDocument[];
  more: number;
};
/** The result of a test: the sidecar's response with readable documents. */
export type Answer = {
  outcome: "read" | "unreadable" | "sample" | "refused";
  format?: string | null;
  format_label?: string;
  reason?: string;
  messages?: TriedMessage[];
  more?: number;
  sample?: { name: string; text: string } | null;
};
export type TestFile = {
  state: "none" | "asked" | "answered";
  name: string;
  answer: Answer | null;
  last_contact: string | null;
};
