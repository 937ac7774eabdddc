// Plays a hospital's day in the working environment, and shows the result:
//   npm run demo              keeps running until Ctrl-C, or until npm run env:down stops the environment
//   npm run demo -- --once    stops everything at the end; exits with 0 only if the result is as expected
import { parseArgs } from "node:util";
import { odooClient } from "./clients/odoo.ts";
import { sidecarClient } from "./clients/sidecar.ts";
import { addressLines } from "./demo/addresses.ts";
import { INTERRUPTED, listenForInterruption } from "./demo/interruption.ts";
import { introduce } from "./demo/introduce.ts";
import { type Outcome, outcomeOf } from "./demo/outcome.ts";
import { momentsOf, type Played, playDay, type Stage } from "./demo/play.ts";
import { progressBar } from "./demo/progress-bar.ts";
import { readScript } from "./demo/script.ts";
import { stoppedElsewhere } from "./demo/stopped-elsewhere.ts";
import { summaryLines } from "./demo/summary.ts";
import { startEnvironment, stopEnvironment } from "./environment/environment.ts";
import { logFile, placeOf } from "./environment/place.ts";
import { runningServices } from "./environment/processes.ts";
import { heading, progress, reportFailure } from "./environment/progress.ts";

/** The width of the table in characters if the output is not a terminal. */
const WIDTH_OF_A_FILE = 160;

const { values } = parseArgs({ options: { once: { type: "boolean", default: false } } });
const interruption = listenForInterruption();
let isStopped = false;
const code = await demo().catch(failed);
process.exit(isStopped ? code : await stopAll().then(() => code, failed));

/** Runs the demo. Returns the exit code, like the functions below. */
async function demo(): Promise<number> {
  heading("Starting the environment");
  const environment = await startEnvironment();
  if (interruption.happened()) return INTERRUPTED;
  const stage = {
    environment,
    odoo: odooClient(environment.odoo),
    sidecar: sidecarClient(environment.sidecar),
  };
  const played = await playAndShow(stage).catch(failed);
  if (values.once || interruption.happened()) return played;
  console.log("\nEverything keeps running. Press Ctrl-C to stop it.");
  await Promise.race([interruption.wait(), stoppedElsewhere(() => runningServices(placeOf()))]);
  if (interruption.happened()) return 0;
  isStopped = true;
  progress("Another command has stopped the environment, so the demo ends. npm run demo starts it again.");
  return 0;
}

async function playAndShow(stage: Stage): Promise<number> {
  const script = readScript();
  heading("Playing a hospital's day");
  const bar = progressBar(momentsOf(script) + 1, process.stderr);
  const tell = (text: string) => {
    if (interruption.happened()) throw new Error("The demo was interrupted.");
    bar.tell(text);
  };
  try {
    await introduce(stage);
    const played = await playDay(stage, script, tell);
    tell("Comparing the records in Odoo with the expected ones");
    const outcome = await outcomeOf(stage, script, played);
    bar.end();
    show(stage, played, outcome);
    return outcome.differences.length === 0 ? 0 : 1;
  } catch (error) {
    bar.end();
    throw new Error(`The demo failed. ${messageOf(error)}\n  ${whereToLook()}`);
  }
}

function show({ environment }: Stage, played: Played, { found, differences }: Outcome): void {
  const width = process.stdout.columns ?? WIDTH_OF_A_FILE;
  const comparison =
    differences.length === 0
      ? ["Everything is as expected."]
      : ["✗ Not as expected:", ...differences.map((difference) => `  - ${difference}`)];
  const parts = [summaryLines(found, played, width), comparison, addressLines(environment, found, played)];
  for (const lines of parts) console.log(`\n${lines.join("\n")}`);
}

async function stopAll(): Promise<void> {
  heading("Stopping the environment");
  await stopEnvironment();
  progress("Stopped. The data is kept: the next demo continues with it.");
}

/** Reports a failure, unless a person ended the demo. */
function failed(error: unknown): number {
  if (interruption.happened()) return INTERRUPTED;
  reportFailure(error);
  return 1;
}

function whereToLook(): string {
  const place = placeOf();
  return `The logs of the sidecar and Odoo are in ${logFile(place, "sidecar")} and ${logFile(place, "odoo")}.`;
}

// This is a function declaration and not a constant, because the code above runs before the end of this file is reached.
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
