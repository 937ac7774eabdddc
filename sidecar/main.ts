import { openBase } from "./composition/base.ts";
import { startEngine } from "./composition/engine.ts";
import { listenForHl7 } from "./composition/hl7.ts";
import { serveHttp } from "./composition/http.ts";
import { openIntake } from "./composition/intake.ts";
import { endAll, LAST_RESORT_MS } from "./composition/stopping.ts";
import { EXIT_CONFIGURATION, readSettings, type Settings } from "./config.ts";
import { createLogger, type Logger } from "./observability/log.ts";

/** Reads the settings, builds the parts and stops them at a signal. What is made of what stands in `composition/`. */

const { settings, problems } = readSettings(process.env);
if (!settings) {
  for (const problem of problems) process.stderr.write(`${problem.name} ${problem.message}\n`);
  process.exit(EXIT_CONFIGURATION);
}
/** How the process ends when it has left something behind: nothing is lost, and it will be done again. */
const EXIT_UNFINISHED = 1;

const log = createLogger(settings.SUTURE_LOG_LEVEL);
const stop = await start(settings, log);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    log.info({ signal }, "stopping");
    setTimeout(() => {
      log.error({ milliseconds: LAST_RESORT_MS }, "stopped by force: not even the ends ended");
      process.exit(EXIT_UNFINISHED);
    }, LAST_RESORT_MS);
    void stop().then((left) => {
      log.info({ left }, "stopped");
      process.exit(left.length > 0 ? EXIT_UNFINISHED : 0);
    });
  });

/** The doors open last and close first, so that nothing comes in that nobody works on. @returns what stops all; it tells what it left behind */
async function start(settings: Settings, log: Logger): Promise<() => Promise<readonly string[]>> {
  const base = await openBase(settings, log);
  const intake = openIntake(base);
  const engine = await startEngine(base, intake);
  const mllp = await listenForHl7(base, intake);
  const closeHttp = await serveHttp(base, intake, engine, mllp);
  const doors = [
    { what: "HTTP", end: closeHttp },
    { what: "MLLP", end: async () => mllp?.close() },
  ];
  const stores = [
    { what: "the book of refusals", end: () => intake.close() },
    { what: "the reading of large messages", end: () => intake.reading.close() },
    { what: "the journal", end: () => base.database.end() },
  ];
  return () => endAll(engine.stages(doors, stores), log);
}
