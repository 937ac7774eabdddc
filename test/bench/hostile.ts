import { monitorEventLoopDelay } from "node:perf_hooks";
import { formats } from "../../sidecar/formats/registry.ts";
import { directReading } from "../../sidecar/reading/reading.ts";
import { threadedReading } from "../../sidecar/reading/threads.ts";
import { createPseudonym } from "../../sidecar/security/pseudonym.ts";
import { supplierConnection } from "../support/connection.ts";
import { hostileBodies } from "../support/hostile-bodies.ts";

/**
 * Measures the effect of hostile bodies on the answering thread: for each the milliseconds until it was split and decoded, the
 * longest event-loop stall, and the peak resident memory of the process so far. | Usage: node --max-semi-space-size=8
 * test/bench/hostile.ts [part of a name]
 */
const SECRET = "a secret of thirty-two characters";
const reading = threadedReading(
  directReading(formats, createPseudonym(SECRET)),
  { pseudonymSecret: SECRET },
  { megabytes: 192, seconds: 60 },
  new URL("../../sidecar/composition/reading-thread.ts", import.meta.url),
);
const context = { connection: supplierConnection(), duplicateOfOther: false };
const delay = monitorEventLoopDelay({ resolution: 1 });

for (const { name, contentType, door, make } of hostileBodies) {
  if (!name.includes(process.argv[2] ?? "")) continue;
  const body = make();
  delay.enable();
  await new Promise((resolve) => setTimeout(resolve, 20));
  delay.reset();
  const began = performance.now();
  const { format, parts } = await reading.cut(body, contentType);
  if (door === "mllp") await reading.addressees(body, "production");
  const cut = performance.now() - began;
  let documents = 0;
  for (const { start, end, unreadable } of parts.slice(0, 20)) {
    if (unreadable || format === null) continue;
    documents += (await reading.decode(format, body.subarray(start, end), context)).documents.length;
  }
  const whole = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 5));
  delay.disable();
  const ms = (value: number) => value.toFixed(0).padStart(5);
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(
    `${name.padEnd(58)} answered ${ms(cut)} ms, decoded ${ms(whole)} ms, held up ${ms(delay.max / 1e6)} ms, ${ms(documents)} documents, ${ms(memory)} MB`,
  );
}
await reading.close();
