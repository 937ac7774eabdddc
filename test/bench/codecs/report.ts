import { tableLines } from "../../../dev/demo/table.ts";
import { median, medianRatio } from "../figures.ts";
import type { comparisons } from "./contenders.ts";
import type { Run } from "./run.ts";
import type { Streamed } from "./stream.ts";

export type Compared = {
  readonly comparison: Pick<
    (typeof comparisons)[keyof typeof comparisons],
    "name" | "target" | "ours" | "theirs"
  >;
  /** The runs of a round have the same index in both lists. */
  readonly ours: readonly Run[];
  readonly theirs: readonly Run[];
};

export type CodecTarget = {
  readonly name: string;
  readonly target: number;
  /** The median of the ratios of each round. */
  readonly ratio: number;
  readonly met: boolean;
};

export function codecTargets(compared: readonly Compared[]): CodecTarget[] {
  return compared.map(({ comparison: { name, target }, ours, theirs }) => {
    const ratio = medianRatio(rates(ours), rates(theirs));
    return { name, target, ratio, met: ratio >= target };
  });
}

/** Formats the report for people. */
export function codecLines(compared: readonly Compared[], width: number): string[] {
  const rows = compared.map(({ comparison, ours, theirs }) => {
    const [target] = codecTargets([{ comparison, ours, theirs }]);
    return [
      comparison.name,
      median(rates(ours)).toFixed(1),
      median(rates(theirs)).toFixed(1),
      `${target?.ratio.toFixed(2)} ×`,
      `≥ ${comparison.target} ×`,
      target?.met ? "met" : "MISSED",
      median(ours.map(({ megabytes }) => megabytes)).toFixed(0),
      median(theirs.map(({ megabytes }) => megabytes)).toFixed(0),
    ];
  });
  const headings = ["MB per second", "Suture", "package", "ratio", "wanted", "", "MB memory", "package's"];
  return [
    ...compared.flatMap(({ comparison: { name, ours, theirs } }) => [
      `${name}: Suture ${ours.work}.`,
      `  ${theirs.work}.`,
    ]),
    "",
    ...tableLines(headings, rows, width),
  ];
}

/** Formats the memory used to decode a stream. */
export function streamingLine({ megabytes, documents, peak, atStart }: Streamed): string {
  return (
    `Decoding a stream of ${megabytes} MB (${documents} documents): peak resident memory ${peak.toFixed(0)} MB, ` +
    `of which the process had ${atStart.toFixed(0)} MB before.`
  );
}

const rates = (runs: readonly Run[]) => runs.map(({ rate }) => rate);
