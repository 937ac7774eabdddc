// Run by test/bench/intake.ts in a process of its own: posts files of four kilobytes, no two alike, and prints what
// came of it as JSON. Options as JSON in the first argument.
import autocannon from "autocannon";
import { orderResponse } from "../support/x12-text.ts";

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

const KILOBYTES_4 = 4096;
const CONTROL = "987654321";

function template(): string {
  const line = (number: number) => ({
    line: number,
    quantity: 10,
    price: 10,
    item: `BS-${number}`,
    answers: [["IA", "10", "EA", "067", "20261201"]],
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

const result = await autocannon({
  url: options.url,
  connections: options.connections,
  duration: options.seconds,
  ...(options.rate !== null && { overallRate: options.rate }),
  requests: [
    {
      method: "POST",
      path: "/v1/edi/bench-edi",
      headers: { "content-type": "application/edi-x12", "x-api-key": options.key },
      setupRequest: (request) => {
        control += 1;
        const number = String(control).padStart(9, "0");
        return { ...request, body: [before, ...parts].join(number) };
      },
    },
  ],
});
const answer: LoadResult = {
  perSecond: result["2xx"] / result.duration,
  accepted: result["2xx"],
  others: result.non2xx + result.errors + result.timeouts,
  p50: result.latency.p50,
  p99: result.latency.p99,
  bodyBytes: template().length,
};
console.log(JSON.stringify(answer));
