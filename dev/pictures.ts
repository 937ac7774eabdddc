// Takes the screenshots of the README and the docs, from a demo day that is played if there is none yet:
//   npm run pictures                          takes the screenshots of the docs and stores them in docs/images
//   npm run pictures -- --review /tmp/x       takes every page, on a wide screen and on a phone, for review
//   npm run pictures -- --only overview       takes only the screenshots of this page; may be combined with --review
// There are no screenshots of a dark theme, because Odoo Community has none.
import path from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "../test/e2e/browser/odoo-page.ts";
import { odooClient } from "./clients/odoo.ts";
import { sidecarClient } from "./clients/sidecar.ts";
import { introduce } from "./demo/introduce.ts";
import { playDay } from "./demo/play.ts";
import { readScript } from "./demo/script.ts";
import { startEnvironment } from "./environment/environment.ts";
import { CHECKOUT } from "./environment/place.ts";
import { heading, progress, reportFailure } from "./environment/progress.ts";
import { type Screen, takePictures } from "./pictures/camera.ts";
import { findRecords, isPlayed } from "./pictures/found.ts";
import { SUBJECTS } from "./pictures/subjects.ts";

const DOCS: readonly Screen[] = [{ suffix: "", width: 1360, height: 760, scale: 1.5 }];
const REVIEW: readonly Screen[] = [
  { suffix: "-wide", width: 1440, height: 900, scale: 1 },
  { suffix: "-phone", width: 390, height: 844, scale: 1 },
];

try {
  const { values } = parseArgs({ options: { review: { type: "string" }, only: { type: "string" } } });
  await picture(values.review, values.only);
} catch (error) {
  reportFailure(error);
}

async function picture(review: string | undefined, only: string | undefined): Promise<void> {
  heading("Starting the environment");
  const environment = await startEnvironment();
  const odoo = odooClient(environment.odoo);
  const stage = { environment, odoo, sidecar: sidecarClient(environment.sidecar) };
  if (!(await isPlayed(odoo))) {
    heading("Playing a hospital's day");
    await introduce(stage);
    await playDay(stage, readScript(), progress);
  }
  heading("Taking pictures");
  const found = await findRecords(odoo);
  const subjects = SUBJECTS.filter(({ name, inDocs }) => (only ? name === only : review ? true : inDocs));
  if (subjects.length === 0) throw new Error(`There is no page "${only}".`);
  const folder = review ?? path.join(CHECKOUT, "docs/images");
  const browser = await launchBrowser();
  const failures: string[] = [];
  try {
    for (const screen of review ? REVIEW : DOCS)
      failures.push(...(await takePictures(browser, environment.odoo, found, subjects, screen, folder)));
  } finally {
    await browser.close();
  }
  if (failures.length > 0)
    throw new Error(`Some screenshots could not be taken:\n  ${failures.join("\n  ")}`);
  progress("The environment keeps running: npm run env:down stops it.");
}
