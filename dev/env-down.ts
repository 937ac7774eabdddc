import { parseArgs } from "node:util";
import { stopEnvironment } from "./environment/environment.ts";
import { movedRoots } from "./environment/moved.ts";
import { defaultRoot, testRoots } from "./environment/place.ts";
import { heading, progress, reportFailure } from "./environment/progress.ts";

const { values } = parseArgs({
  options: { wipe: { type: "boolean", default: false }, root: { type: "string" } },
});

try {
  heading(values.wipe ? "Stopping the environment and deleting its data" : "Stopping the environment");
  for (const root of values.root === undefined
    ? [...movedRoots(), ...testRoots(), defaultRoot()]
    : [values.root]) {
    await stopEnvironment({ root, wipe: values.wipe });
  }
  progress("Stopped.");
} catch (error) {
  reportFailure(error);
}
