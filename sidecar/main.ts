import { openBase } from "./composition/base.ts";
import { startEngine } from "./composition/engine.ts";
import { listenForHl7 } from "./composition/hl7.ts";
import { serveHttp } from "./composition/http.ts";
import { openIntake } from "./composition/intake.ts";
import { EXIT_CONFIGURATION, readSettings, type Settings } from "./config.ts";
import { createLogger, type Logger } from "./observability/log.ts";

/** Reads the settings, builds the parts and stops them at a signal. What is made of what stands in `composition/`. */

const { settings, problems } = readSettings(process.env);
if (!settings) {
  for (const problem of problems) process.stderr.write(`${problem.name} ${problem.message}\n`);
  process.exit(EXIT_CONFIGURATION);
}
const log = createLogger(settings.SUTURE_LOG_LEVEL);
const stop = await start(settings, log);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    log.info({ signal }, "stopping");
    void stop().then(() => process.exit(0));
  });

/** The doors open last and close first, so that nothing comes in that nobody works on. */
async function start(settings: Settings, log: Logger): Promise<() => Promise<void>> {
  const base = await openBase(settings, log);
  const intake = openIntake(base);
  const engine = await startEngine(base, intake);
  const mllp = await listenForHl7(base, intake);
  const closeHttp = await serveHttp(base, intake, engine, mllp);
  return async () => {
    await Promise.all([closeHttp(), mllp?.close()]);
    await engine.stop();
    await intake.close();
    await intake.reading.close();
    await base.database.end();
  };
}
