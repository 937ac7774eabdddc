// Runs the tests with a shifted clock. Packages are installed with the real clock; PostgreSQL, RabbitMQ, Odoo and the tests then
// all use the shifted one. The last line is the result, as with dev/test.ts:
//   npm run test:later               runs all scenarios of later/scenarios.ts
//   npm run test:later -- +45d       runs only this scenario
import { join } from "node:path";
import { CLOCK, inSeconds, offsetOf } from "./environment/clock.ts";
import { stopEnvironment } from "./environment/environment.ts";
import { prepareMoved } from "./environment/moved.ts";
import { MOVED_ROOT } from "./environment/place.ts";
import { reportFailure } from "./environment/progress.ts";
import { type Scenario, scenariosFrom } from "./later/scenarios.ts";
import { stepsOf } from "./later/steps.ts";
import { conclude, merged, NOTHING_RAN, runSteps, withFailure } from "./test-steps/run-steps.ts";

const ZONE = process.env.TZ;
const ROOT = join(MOVED_ROOT, "test");

let report = NOTHING_RAN;
try {
  for (const scenario of scenariosFrom(process.argv.slice(2))) {
    await prepareMoved(ROOT);
    moveClock(scenario);
    report = merged(report, await runSteps(stepsOf(scenario)));
    moveClock(undefined);
  }
} catch (error) {
  reportFailure(error);
  report = withFailure(report, "Making ready");
} finally {
  moveClock(undefined);
  await stopEnvironment({ root: ROOT }).catch(reportFailure);
}
conclude(report);

/**
 * Shifts the clock of all processes that are started from now on, or resets it if `scenario` is undefined. This process keeps the
 * real clock.
 */
function moveClock(scenario: Scenario | undefined): void {
  set(CLOCK, scenario && inSeconds(offsetOf(scenario.clock)));
  set("TZ", scenario?.zone ?? ZONE);
}

function set(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
