import { parseArgs } from "node:util";
import { stopEnvironment } from "./environment/environment.ts";
import { heading, progress, reportFailure } from "./environment/progress.ts";

const { values } = parseArgs({
  options: { wipe: { type: "boolean", default: false }, root: { type: "string" } },
});

try {
  heading(values.wipe ? "Stopping the environment and deleting its data" : "Stopping the environment");
  await stopEnvironment({ wipe: values.wipe, ...(values.root === undefined ? {} : { root: values.root }) });
  progress("Stopped.");
} catch (error) {
  reportFailure(error);
}
