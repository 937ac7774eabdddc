import { tableLines } from "../../dev/demo/table.ts";
import { median, medianRatio, percentile } from "./figures.ts";
import type { IntakeFigures } from "./intake.ts";
import type { LaneFigures } from "./lanes.ts";
import type { Rates } from "./rates.ts";
import type { Scenario } from "./scenarios.ts";

/** The measurements; parts that were not requested are absent. */
export type Measurements = {
  readonly rates: readonly { readonly scenario: Pick<Scenario, "code" | "name">; readonly rates: Rates }[];
  readonly intake?: IntakeFigures;
  readonly lanes?: LaneFigures;
  /** Milliseconds. */
  readonly latency?: readonly number[];
  /** The sidecar's peak in megabytes. */
  readonly megabytes: number;
};

export type Target = {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
};

const LEAST_OF_BULK = 0.85;
const LEAST_TIMES_ONE_BY_ONE = 2.5;
const LEAST_PER_SECOND = 1500;
const MOST_P99_MS = 50;
const MOST_LATENCY_MS = 1000;
const MOST_TIMES_ALONE = 2;
const MOST_MEGABYTES = 250;

/** Each target that the measurements cover, and whether it is met. */
export function targets({ rates, intake, lanes, latency, megabytes }: Measurements): Target[] {
  const orders = rates.find(({ scenario }) => scenario.code === "c")?.rates;
  return [
    ...(orders ? orderTargets(orders) : []),
    ...(intake ? intakeTargets(intake) : []),
    ...(lanes ? laneTargets(lanes) : []),
    ...(latency ? [most("202 to the badge, 95 of 100 (ms)", percentile(latency, 95), MOST_LATENCY_MS)] : []),
    most("memory of the sidecar (MB)", Math.max(megabytes, intake?.megabytes ?? 0), MOST_MEGABYTES),
  ];
}

function orderTargets({ suture, oneByOne, bulk }: Rates): Target[] {
  return [
    least("orders, of the bulk ORM", medianRatio(suture, bulk), LEAST_OF_BULK),
    least("orders, times one call each", medianRatio(suture, oneByOne), LEAST_TIMES_ONE_BY_ONE),
  ];
}

function intakeTargets({ fastest, atHalf }: IntakeFigures): Target[] {
  return [
    least("durable 202s a second", fastest.perSecond, LEAST_PER_SECOND),
    most("p99 at half of that rate (ms)", atHalf.p99, MOST_P99_MS),
    most("not answered 202", fastest.others + atHalf.others, 1),
  ];
}

/** A load uses its share of the processors: on a machine with two, an order may take twice as long, not longer. */
function laneTargets({ alone, beside, left }: LaneFigures): Target[] {
  return [
    most("an order during a load, times alone", median(beside) / median(alone), MOST_TIMES_ALONE),
    least("of the load still to come then", left, 1),
  ];
}

const least = (what: string, measured: number, bound: number): Target => ({
  what,
  wanted: `≥ ${bound}`,
  measured: readable(measured),
  met: measured >= bound,
});
const most = (what: string, measured: number, bound: number): Target => ({
  what,
  wanted: `< ${bound}`,
  measured: readable(measured),
  met: measured < bound,
});

const readable = (figure: number) => figure.toFixed(figure < 10 ? 2 : 0);

/** Formats the report for people. */
export function reportLines(measurements: Measurements, width: number): string[] {
  const { rates, intake, lanes, latency } = measurements;
  const rows = rates.map(({ scenario, rates: { suture, oneByOne, bulk } }) => [
    `(${scenario.code}) ${scenario.name}`,
    median(suture).toFixed(1),
    median(oneByOne).toFixed(1),
    median(bulk).toFixed(1),
    `${(medianRatio(suture, bulk) * 100).toFixed(0)} %`,
    `${medianRatio(suture, oneByOne).toFixed(1)} ×`,
  ]);
  const headings = [
    "documents a second",
    "Suture",
    "one call each",
    "bulk ORM",
    "of bulk",
    "of one call each",
  ];
  return [
    ...(rows.length > 0 ? [...tableLines(headings, rows, width), ""] : []),
    ...(intake ? [...intakeLines(intake), ""] : []),
    ...(lanes ? [...laneLines(lanes), ""] : []),
    ...(latency ? [`202 to the badge: ${spread(latency)}`, ""] : []),
    ...tableLines(["target", "wanted", "measured", ""], targets(measurements).map(targetRow), width),
  ];
}

function intakeLines({ fastest, atHalf, synchronousCommit, stored }: IntakeFigures): string[] {
  return [
    `Intake of ${fastest.bodyBytes} bytes: ${fastest.perSecond.toFixed(0)} durable 202s per second` +
      ` (synchronous_commit ${synchronousCommit}, ${stored} stored);` +
      ` at ${atHalf.perSecond.toFixed(0)} per second: p50 ${atHalf.p50} ms, p99 ${atHalf.p99} ms`,
  ];
}

function laneLines({ alone, beside, items, left }: LaneFigures): string[] {
  return [
    `An order, from its confirmation to the vendor, alone: ${spread(alone)};`,
    `during a load of ${items} items, of which ${left} documents were left: ${spread(beside)}`,
  ];
}

function spread(figures: readonly number[]): string {
  const at = (percent: number) => `${percentile(figures, percent).toFixed(0)} ms`;
  return `p50 ${at(50)}, p95 ${at(95)}, longest ${at(100)}, of ${figures.length}`;
}

const targetRow = ({ what, wanted, measured, met }: Target) => [
  what,
  wanted,
  measured,
  met ? "met" : "MISSED",
];
