import { tableLines } from "../../dev/demo/table.ts";
import { median } from "./figures.ts";
import type { MemoryFigures } from "./memory-cases.ts";
import { CONNECTIONS, type MllpFigures, PIPELINED, shareOfDisk } from "./mllp.ts";
import type { MllpLoadResult } from "./mllp-load.ts";

/** The least share of the commits per second of the disk, for one connection that waits for each acknowledgement. */
const LEAST_SHARE = 0.6;
/** The largest resident memory in any case, in megabytes. */
const MOST_MEGABYTES = 250;

export const mllpMet = ({ alone, disk }: MllpFigures): boolean =>
  shareOfDisk(ratesOf(alone), disk) >= LEAST_SHARE;

const ratesOf = (results: readonly MllpLoadResult[]) => results.map(({ perSecond }) => perSecond);

export const memoryMet = (figures: readonly MemoryFigures[]): boolean =>
  figures.every(({ peak }) => peak <= MOST_MEGABYTES);

/** Formats the messages per second over MLLP for people. */
export function mllpLines(figures: MllpFigures, width: number): string[] {
  const { disk, inserts, method, alone, pipelined, together, stored } = figures;
  const row = (name: string, results: readonly MllpLoadResult[], wanted: readonly string[]) => [
    name,
    median(ratesOf(results)).toFixed(0),
    percent(shareOfDisk(ratesOf(results), disk)),
    ...wanted,
    median(results.map(({ p50 }) => p50)).toFixed(2),
    median(results.map(({ p99 }) => p99)).toFixed(2),
  ];
  const verdict = mllpMet(figures) ? "met" : "MISSED";
  const [{ messageBytes } = { messageBytes: 0 }] = alone;
  return [
    `Messages of ${messageBytes} bytes, ${stored} stored. pg_test_fsync (${method}): ${disk.map((each) => each.toFixed(0)).join(", ")}` +
      " writes per second by round.",
    `PostgreSQL alone (pgbench, one row per commit, no index): ${median(inserts).toFixed(0)} per second, ` +
      `${percent(shareOfDisk(inserts, disk))} of the disk.`,
    ...tableLines(
      ["acknowledged over MLLP", "per second", "of the disk", "wanted", "", "p50 (ms)", "p99 (ms)"],
      [
        row("one connection, one at a time", alone, [`≥ ${100 * LEAST_SHARE} %`, verdict]),
        row(`one connection, ${PIPELINED} at a time`, pipelined, ["", ""]),
        row(`${CONNECTIONS} connections, one at a time each`, together, ["", ""]),
      ],
      width,
    ),
  ];
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

/** Formats the memory of the sidecar for people. */
export function memoryLines(figures: readonly MemoryFigures[], width: number): string[] {
  const rows = figures.map(({ name, idle, peak, observed }) => [
    name,
    idle.toFixed(0),
    peak.toFixed(0),
    `≤ ${MOST_MEGABYTES}`,
    peak <= MOST_MEGABYTES ? "met" : "MISSED",
    observed,
  ]);
  return tableLines(
    ["peak resident memory in MB (VmHWM)", "idle", "peak", "wanted", "", "senders"],
    rows,
    width,
  );
}
