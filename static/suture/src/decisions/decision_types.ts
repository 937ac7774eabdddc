/** A record that a partner's identifier may stand for. */
export type Candidate = { id: number; name: string; reason: string };

/** What a person can choose for a finding. `record` is present if the choice needs a record. */
export type Option = {
  code: string;
  label: string;
  help: string;
  detail: string;
  record?: { model: string; value: string; candidates: Candidate[] };
};

/** What a person has chosen for a finding. */
export type Chosen = { code: string; record: number | null };

/** A finding with its options. `at` is its position in the list of findings. */
export type DecisionRow = {
  at: number;
  line?: string | null;
  item?: string | null;
  field: string;
  ours?: string | null;
  theirs?: string | null;
  text: string;
  options: Option[];
  chosen: Chosen | null;
};

/** A record of the preview, with the fields that would change. */
export type ChangedRecord = {
  title: string;
  is_new: boolean;
  rows: { field: string; label: string; before: string; after: string }[];
};

/** What the preview of the decisions shows. */
export type Shown = {
  outcome: string;
  note?: string;
  reason?: string;
  suggestion?: string;
  records: ChangedRecord[];
};
