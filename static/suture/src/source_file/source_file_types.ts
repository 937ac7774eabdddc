/** A value of a line of a file. `why` says what a finding states about it. */
export type FilePart = { text: string; label: string; flag: boolean; differs: boolean; why: string };

/** A line of a file. `side` is the message of a comparison that contains it, if it is only in one. */
export type FileLine = {
  depth: number;
  own: boolean;
  side: "" | "earlier" | "later";
  /** The number of lines after this one that are left out. */
  skipped: number;
  flag: boolean;
  parts: FilePart[];
};

/** A file as it is displayed: see `panes/file.py`. `positions` are findings in words, `more` lines are left out at the end. */
export type SourceFileView = {
  kind: "file" | "comparison" | "unreadable";
  name: string;
  notes: string[];
  positions: string[];
  separator: string;
  more: number;
  lines: FileLine[];
};

/** Instead of a file: why there is none, and whether it was requested. */
export type NoFile = { empty: string; asked: boolean; refusal: string };
