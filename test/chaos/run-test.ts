import { startOdoo } from "../../dev/environment/odoo.ts";
import { startRabbitmq } from "../../dev/environment/rabbitmq.ts";
import type { ChaosTest, Result } from "./chaos-test.ts";
import type { Counts } from "./oracle.ts";
import type { Report } from "./report.ts";
import { openStage, type StageOptions } from "./stage.ts";

const NOTHING: Counts = { sent: 0, applied: 0, duplicated: 0, lost: 0, inverted: 0, exceptions: 0 };

/** Runs one test on its own stage. A test that throws counts as missed. */
export async function runTest(test: ChaosTest, options: StageOptions): Promise<Report> {
  const begin = Date.now();
  const result = await onStage(test, options).catch((error: unknown): Result => {
    return { counts: NOTHING, misses: [`the test threw: ${inWords(error)}`], figures: {} };
  });
  return { number: test.number, title: test.title, ...result, seconds: (Date.now() - begin) / 1000 };
}

/** Anything left broken by the previous test is repaired first. */
async function onStage(test: ChaosTest, options: StageOptions): Promise<Result> {
  await startRabbitmq(options.place);
  await startOdoo(options.place);
  const stage = await openStage(options);
  try {
    return await test.run(stage);
  } finally {
    await stage.close();
  }
}

/** Includes the cause: "fetch failed" alone says little. */
function inWords(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? ` (${inWords(error.cause)})` : "";
  return `${String(error)}${cause}`;
}
