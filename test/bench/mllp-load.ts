// Run by test/bench/mllp.ts in a separate process: sends HL7 messages over MLLP, no two alike, and prints the result as JSON.
// Options as JSON in the first argument.
import { connect } from "node:net";
import { adt } from "../support/hl7-text.ts";
import { percentile } from "./figures.ts";

export type MllpLoadOptions = {
  readonly port: number;
  readonly connections: number;
  /** The number of messages of one connection that are sent before the first of them is acknowledged. */
  readonly pipelined: number;
  readonly seconds: number;
  /** The number that begins the control IDs, so that no run repeats those of another. */
  readonly run: number;
};
export type MllpLoadResult = {
  readonly perSecond: number;
  readonly accepted: number;
  /** Acknowledgements other than AA. */
  readonly others: number;
  /** Milliseconds from sending a message to its acknowledgement. */
  readonly p50: number;
  readonly p99: number;
  readonly messageBytes: number;
};

const END = "\x1c\r";
const options = JSON.parse(process.argv[2] ?? "{}") as MllpLoadOptions;
const milliseconds: number[] = [];
let [count, accepted, others] = [0, 0, 0];
const next = () => {
  count += 1;
  return adt("A03", { control: `B${options.run}-${count}`, pv1: { 19: `V-${count}^^^NFH` } });
};

const began = performance.now();
const until = began + options.seconds * 1000;
await Promise.all(Array.from({ length: options.connections }, send));
const seconds = (performance.now() - began) / 1000;
const result: MllpLoadResult = {
  perSecond: accepted / seconds,
  accepted,
  others,
  p50: percentile(milliseconds, 50),
  p99: percentile(milliseconds, 99),
  messageBytes: next().length,
};
console.log(JSON.stringify(result));

/** Sends messages over one connection: as many as are pipelined, and another one for each acknowledgement. */
function send(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(options.port, "127.0.0.1").setNoDelay(true);
    const sent: number[] = [];
    let received = "";
    const write = () => {
      sent.push(performance.now());
      socket.write(`\x0b${next()}${END}`);
    };
    const acknowledged = (answer: string) => {
      milliseconds.push(performance.now() - (sent.shift() ?? 0));
      if (answer.includes("\rMSA|AA|")) accepted += 1;
      else others += 1;
      if (performance.now() < until) write();
      else if (sent.length === 0) socket.end();
    };
    socket.on("connect", () => {
      for (let index = 0; index < options.pipelined; index += 1) write();
    });
    socket.on("data", (bytes) => {
      const answers = (received + bytes.toString("latin1")).split(END);
      received = answers.pop() ?? "";
      for (const answer of answers) acknowledged(answer);
    });
    socket.once("error", reject).once("close", () => resolve());
  });
}
