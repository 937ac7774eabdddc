import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureCodecs, measureStreaming } from "../test/bench/codecs/measure.ts";
import { codecLines, codecTargets, streamingLine } from "../test/bench/codecs/report.ts";
import { measureIntake } from "../test/bench/intake.ts";
import { measureLanes } from "../test/bench/lanes.ts";
import { measureLatency } from "../test/bench/latency.ts";
import { memoryLines, memoryMet, mllpLines, mllpMet } from "../test/bench/lone-report.ts";
import { watchMemory } from "../test/bench/memory.ts";
import { measureMemory } from "../test/bench/memory-cases.ts";
import { measureMllp } from "../test/bench/mllp.ts";
import { prepareStage, type Stage } from "../test/bench/odoo-side.ts";
import { measureRates } from "../test/bench/rates.ts";
import { type Measurements, reportLines, targets } from "../test/bench/report.ts";
import { LINES_OF_ORDERS, scenarios } from "../test/bench/scenarios.ts";
import { eventually } from "./clients/eventually.ts";
import { type Environment, startEnvironment, startParts } from "./environment/environment.ts";
import { startOdoo, stopOdoo } from "./environment/odoo.ts";
import { defaultRoot, type Place, placeOf } from "./environment/place.ts";
import { heading, progress, reportFailure } from "./environment/progress.ts";
import { startSidecar, stopSidecar } from "./environment/sidecar.ts";
import { readState } from "./environment/state.ts";

/**
 * Measures the throughput and latency of the sidecar: `npm run bench`. `-- a c` selects parts; the options set the numbers of
 * documents, rounds, seconds, single documents and items. `-- codecs` compares the codecs with other packages; it needs no
 * environment. `-- mllp` measures messages per second over MLLP, and `-- memory` the sidecar's memory under loads that could fill
 * it, among them a file of `--file` megabytes; both need no Odoo. These three run only if they are selected.
 */
const ALONE = { codecs: benchCodecs, mllp: benchMllp, memory: benchMemory };
const PARTS = [...scenarios.map(({ code }) => code), "intake", "lanes", "latency"];
/** An odd number, so that the median is the result of one round. */
const CODEC_ROUNDS = 5;
const STREAMED_MEGABYTES = 100;
const ROOT = join(defaultRoot(), "bench");
/** The number of Odoo's workers, as in a small production installation. A Python process uses only one core. */
const ODOO_WORKERS = 2;
/** The number of orders that are sent without load, and again under load. */
const ORDERS = 20;
/** The maximum number of documents that are sent with one call each. More would take minutes and show the same. */
const MOST_ONE_BY_ONE = 60;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      documents: { type: "string", default: "200" },
      rounds: { type: "string", default: "3" },
      seconds: { type: "string", default: "10" },
      singles: { type: "string", default: "50" },
      items: { type: "string", default: "50000" },
      megabytes: { type: "string", default: "12" },
      file: { type: "string", default: "500" },
    },
  });
  const names = Object.keys(ALONE);
  const unknown = positionals.find((part) => !names.includes(part) && !PARTS.includes(part));
  if (unknown !== undefined)
    throw new Error(`There is no part "${unknown}". Available parts: ${[...PARTS, ...names].join(", ")}.`);
  for (const [name, run] of Object.entries(ALONE))
    if (positionals.includes(name))
      await run({
        megabytes: number("megabytes", values.megabytes),
        rounds: number("rounds", values.rounds),
        seconds: number("seconds", values.seconds),
        file: number("file", values.file),
      });
  const parts = positionals.length > 0 ? positionals.filter((part) => !names.includes(part)) : PARTS;
  if (parts.length > 0)
    await bench(new Set(parts), {
      documents: number("documents", values.documents),
      rounds: number("rounds", values.rounds),
      seconds: number("seconds", values.seconds),
      singles: number("singles", values.singles),
      items: number("items", values.items),
    });
} catch (error) {
  reportFailure(error);
}

function number(name: string, text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new Error(`--${name} must be a whole number, 1 or greater.`);
  return Number(text);
}

type Amounts = {
  readonly documents: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly singles: number;
  /** The number of lines of the document that puts load on Odoo while orders are sent. */
  readonly items: number;
};

type AloneAmounts = {
  readonly megabytes: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly file: number;
};

async function benchMllp({ rounds, seconds }: AloneAmounts): Promise<void> {
  heading(`Messages over MLLP: ${rounds} rounds of ${3 * seconds} seconds`);
  const place = await startParts({ root: ROOT, parts: ["postgres", "rabbitmq"] });
  const figures = await measureMllp(place, rounds, seconds);
  for (const line of mllpLines(figures, process.stdout.columns ?? 120)) console.log(line);
  if (!mllpMet(figures)) process.exitCode = 1;
}

async function benchMemory({ file }: AloneAmounts): Promise<void> {
  heading("Memory of the sidecar under loads that could fill it");
  const place = await startParts({ root: ROOT, parts: ["postgres", "rabbitmq"] });
  const figures = await measureMemory(place, file, (name) => progress(name, "up to a few minutes"));
  for (const line of memoryLines(figures, process.stdout.columns ?? 120)) console.log(line);
  if (!memoryMet(figures)) process.exitCode = 1;
}

async function benchCodecs({ megabytes }: AloneAmounts): Promise<void> {
  heading(`Comparing the codecs with other packages: ${CODEC_ROUNDS} rounds of ${megabytes} MB each`);
  const compared = await measureCodecs(CODEC_ROUNDS, megabytes, (name, round) =>
    progress(name, `round ${round}`),
  );
  progress("Memory while an interchange streams", `${STREAMED_MEGABYTES} MB`);
  const memory = await measureStreaming(STREAMED_MEGABYTES);
  for (const line of codecLines(compared, process.stdout.columns ?? 120)) console.log(line);
  console.log(streamingLine(memory));
  const isDecoded = memory.documents > 0;
  if (!isDecoded) console.log("The stream was not decoded, so its memory means nothing.");
  if (!isDecoded || codecTargets(compared).some(({ met }) => !met)) process.exitCode = 1;
}

async function bench(parts: ReadonlySet<string>, amounts: Amounts): Promise<void> {
  heading("Starting the environment of the benchmark");
  const environment = await startEnvironment({ root: ROOT });
  const place = placeOf(ROOT);
  await stopSidecar(place); // its memory is measured from its start on
  await stopOdoo(place);
  await startOdoo(place, ODOO_WORKERS);
  await startSidecar(place);
  const memory = watchMemory(readState(place).processes.sidecar?.pid ?? 0);
  const measured = await measure(place, environment, parts, amounts);
  const measurements = { ...measured, megabytes: memory.stop() };
  const machine = { cpus: cpus().length, model: cpus()[0]?.model, load: loadavg() };
  const reached = targets(measurements);
  writeReport({ at: new Date().toISOString(), machine, amounts, ...measurements, targets: reached });
  for (const line of reportLines(measurements, process.stdout.columns ?? 120)) console.log(line);
  progress(
    `The results are in ${join(ROOT, "report.json")}. node dev/env-down.ts --root ${ROOT} stops the environment.`,
  );
  if (reached.some(({ met }) => !met)) process.exitCode = 1;
}

async function measure(
  place: Place,
  environment: Environment,
  parts: ReadonlySet<string>,
  { documents, rounds, seconds, singles, items }: Amounts,
): Promise<Omit<Measurements, "megabytes">> {
  progress("Creating orders to answer and to bill", "about a quarter of a second each, once");
  const needed = parts.has("a") || parts.has("b") ? documents : 0;
  const stage = await prepareStage(place, { pool: "bench", orders: needed, lines: LINES_OF_ORDERS });
  const key = await keyOf(environment);
  const latency = parts.has("latency") ? await latencies(place, environment, key, singles) : undefined;
  const rates = await allRates({ place, environment, stage }, parts, documents, rounds);
  if (parts.has("lanes")) progress(`Orders during a load of ${items} items`, "some minutes");
  const lanes = parts.has("lanes")
    ? await measureLanes({ place, environment, stage }, ORDERS, items)
    : undefined;
  if (parts.has("intake")) progress("Intake", `about ${2 * seconds + 10} seconds`);
  const intake = parts.has("intake") ? await measureIntake(place, key, seconds) : undefined;
  return { rates, ...(intake && { intake }), ...(lanes && { lanes }), ...(latency && { latency }) };
}

async function allRates(
  world: { readonly place: Place; readonly environment: Environment; readonly stage: Stage },
  parts: ReadonlySet<string>,
  documents: number,
  rounds: number,
): Promise<Measurements["rates"]> {
  const counts = { suture: documents, oneByOne: Math.min(documents, MOST_ONE_BY_ONE), bulk: documents };
  const rates = [];
  for (const scenario of scenarios.filter(({ code }) => parts.has(code))) {
    progress(`(${scenario.code}) ${scenario.name}`, `${documents} documents, ${rounds} rounds`);
    rates.push({ scenario, rates: await measureRates(world, scenario, counts, rounds) });
  }
  return rates;
}

async function latencies(
  place: Place,
  environment: Environment,
  key: string,
  singles: number,
): Promise<number[]> {
  progress("202 to the badge", `${singles} single documents`);
  // The orders must not have a response yet, because the measured response changes their badge.
  const stage = await prepareStage(place, { pool: `latency-${Date.now()}`, orders: singles, lines: 1 });
  return measureLatency(place, environment, stage, key);
}

/** Returns a key of the benchmark's vendor, once the sidecar has received the connection from Odoo. */
function keyOf({ sidecar }: Environment): Promise<string> {
  const headers = {
    authorization: `Bearer ${sidecar.operatorToken}`,
    "content-type": "application/json",
  };
  return eventually("the sidecar knows the connection bench-edi", async () => {
    const request = { method: "POST", headers, body: JSON.stringify({ replace: true }) };
    const answer = await fetch(`${sidecar.url}/v1/connections/bench-edi/keys`, request);
    return answer.ok && ((await answer.json()) as { key: string }).key;
  });
}

function writeReport(report: object): void {
  mkdirSync(ROOT, { recursive: true });
  writeFileSync(join(ROOT, "report.json"), `${JSON.stringify(report, null, 2)}\n`);
}
