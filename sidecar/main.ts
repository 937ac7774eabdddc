import { registries } from "./composition/registries.ts";
import { startSidecar } from "./composition/sidecar.ts";
import { LAST_RESORT_MS } from "./composition/stopping.ts";
import { EXIT_CONFIGURATION, readSettings } from "./config/read.ts";
import { createLogger } from "./observability/log.ts";

/** The main program: reads the settings, starts the sidecar, and stops it on SIGTERM or SIGINT. */

const { settings, problems } = readSettings(process.env, registries);
if (!settings) {
  for (const problem of problems) process.stderr.write(`${problem.name} ${problem.message}\n`);
  process.exit(EXIT_CONFIGURATION);
}
/** The exit code if a component did not stop in time. No data is lost; unfinished work is processed later. */
const EXIT_UNFINISHED = 1;

const log = createLogger(settings.SUTURE_LOG_LEVEL);
const { stop } = await startSidecar(settings, registries, log);
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.once(signal, () => {
    log.info({ signal }, "stopping");
    setTimeout(() => {
      log.error({ milliseconds: LAST_RESORT_MS }, "stopped by force: the stages did not end in time");
      process.exit(EXIT_UNFINISHED);
    }, LAST_RESORT_MS);
    void stop().then((left) => {
      log.info({ left }, "stopped");
      process.exit(left.length > 0 ? EXIT_UNFINISHED : 0);
    });
  });
