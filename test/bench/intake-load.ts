// Run by test/bench/intake.ts in a separate process: posts files of four kilobytes, no two alike, and prints the
// result as JSON. Options as JSON in the first argument.
import autocannon from "autocannon";
import { compact, dayFromNow } from "../support/days.ts";
import { orderResponse } from "../support/x12-text.ts";
import { pacedLoad, percentile } from "./paced-load.ts";

export type LoadOptions = {
  readonly url: string;
  readonly key: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests per second of all connections together; null: as fast as they are answered. */
  readonly rate: number | null;
  /** The first control number. */
  readonly control: number;
};
export type LoadResult = {
  readonly perSecond: number;
  readonly accepted: number;
  readonly others: number;
  readonly p50: number;
  readonly p99: number;
  readonly bodyBytes: number;
};

const PATH = "/v1/edi/bench-edi";
const KILOBYTES_4 = 4096;
const CONTROL = "987654321";

function template(): string {
  const line = (number: number) => ({
    line: number,
    quantity: 10,
    price: 10,
    item: `BS-${number}`,
    answers: [["IA", "10", "EA", "067", compact(dayFromNow(7))]],
  });
  for (let lines = 50; ; lines += 1) {
    const all = Array.from({ length: lines }, (_, index) => line(index + 1));
    const text = orderResponse("P99999", all, { control: Number(CONTROL), sender: "BENCHSUPPLY" });
    if (text.length >= KILOBYTES_4) return text;
  }
}

const options = JSON.parse(process.argv[2] ?? "{}") as LoadOptions;
const [before = "", ...parts] = template().split(CONTROL);
let control = options.control;

const headers = { "content-type": "application/edi-x12", "x-api-key": options.key };
const nextBody = (): string => {
  control += 1;
  return [before, ...parts].join(String(control).padStart(9, "0"));
};
const answer = options.rate === null ? await asFastAsAnswered() : await paced(options.rate);
console.log(JSON.stringify({ ...answer, bodyBytes: template().length } satisfies LoadResult));

type Measured = Omit<LoadResult, "bodyBytes">;

/** Each connection sends as soon as it was answered. */
async function asFastAsAnswered(): Promise<Measured> {
  const setupRequest = (request: autocannon.Request) => ({ ...request, body: nextBody() });
  const result = await autocannon({
    url: options.url,
    connections: options.connections,
    duration: options.seconds,
    requests: [{ method: "POST", path: PATH, headers, setupRequest }],
  });
  return {
    perSecond: result["2xx"] / result.duration,
    accepted: result["2xx"],
    others: result.non2xx + result.errors + result.timeouts,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

async function paced(perSecond: number): Promise<Measured> {
  const { connections, seconds } = options;
  const url = new URL(PATH, options.url).href;
  const load = { url, headers, body: nextBody, perSecond, seconds, connections };
  const { statuses, milliseconds } = await pacedLoad(load);
  const accepted = statuses.filter((status) => status === 202).length;
  return {
    perSecond: accepted / seconds,
    accepted,
    others: statuses.length - accepted,
    p50: Math.round(percentile(milliseconds, 0.5)),
    p99: Math.round(percentile(milliseconds, 0.99)),
  };
}
