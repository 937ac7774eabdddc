import { CLOCK, offsetOf } from "../environment/clock.ts";
import { startParts } from "../environment/environment.ts";
import { addonModules } from "../environment/odoo-addons.ts";
import { placeOf, testRoot } from "../environment/place.ts";
import { runPythonTests } from "../test-steps/odoo-steps.ts";
import { type Counts, ONE_FAILED, ONE_PASSED, type Step } from "../test-steps/step.ts";
import { runProject } from "../test-steps/vitest-steps.ts";
import { askClocks, wrongClocks } from "./clocks.ts";
import type { Scenario } from "./scenarios.ts";

// Excludes the tours, because a browser uses the machine's own clock. The tours do not depend on the date.
const WITHOUT_TOURS = "-/suture_purchase_stock:TestTour";

/** Returns the steps of a scenario. The clock must have been shifted before they run, which the first step verifies. */
export function stepsOf({ name, suites }: Scenario): readonly Step[] {
  return [
    { title: `${name}: the clock is shifted`, run: checkClocks },
    { title: `${name}: unit tests`, run: () => runProject("unit", suites.unit) },
    { title: `${name}: integration tests`, run: () => runProject("integration", suites.integration) },
    { title: `${name}: Odoo's Python tests`, run: () => runPythonTests(tagsOf(suites.odoo), testRoot()) },
  ];
}

async function checkClocks(): Promise<Counts> {
  const place = await startParts({ root: testRoot(), parts: ["postgres"] });
  const wrong = wrongClocks(offsetOf(process.env[CLOCK] ?? ""), await askClocks(place));
  for (const sentence of wrong) console.log(sentence);
  return wrong.length === 0 ? ONE_PASSED : ONE_FAILED;
}

/** Returns Odoo's test tags for these classes or, if there are none, for all tests. The tours are excluded. */
function tagsOf(classes: readonly string[] | undefined): string {
  const wanted = (classes ?? addonModules(placeOf(testRoot()))).map((name) => `/${name}`);
  return [...wanted, WITHOUT_TOURS].join(",");
}
