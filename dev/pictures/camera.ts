import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { type OdooAddress, openOdoo } from "../../test/e2e/browser/odoo-page.ts";
import type { Found } from "./found.ts";
import type { Subject } from "./subjects.ts";

/**
 * The screen on which the pages are shown, with its width and height in CSS pixels. `scale` is the number of device pixels per
 * CSS pixel.
 */
export type Screen = {
  readonly suffix: string;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
};

/**
 * How long to wait for images and fonts to load. Waiting until the network is idle is not possible, because the bus keeps it
 * busy.
 */
const SETTLED_MS = 2000;

/** Takes a screenshot of each page. Returns a text for each failure. */
export async function takePictures(
  browser: Browser,
  odoo: OdooAddress,
  found: Found,
  subjects: readonly Subject[],
  screen: Screen,
  folder: string,
): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const failures: string[] = [];
  const page = await openOdoo(browser, odoo, screen, screen.scale);
  for (const subject of subjects) {
    const file = path.join(folder, `${subject.name}${screen.suffix}.png`);
    try {
      await take(page, odoo, found, subject, file);
      console.log(`  ${file}`);
    } catch (error) {
      failures.push(`${file}: ${String(error).split("\n")[0]}`);
    }
  }
  await page.context().close();
  return failures;
}

async function take(
  page: Page,
  odoo: OdooAddress,
  found: Found,
  subject: Subject,
  file: string,
): Promise<void> {
  await page.goto(`${odoo.url}/odoo/${subject.address(found)}`);
  await page.waitForSelector(".o_action_manager > *");
  await page.addStyleTag({ content: roboto() });
  await page.evaluate("document.fonts.ready");
  await subject.act(page);
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: file });
}

/**
 * Returns the styles that declare the font Roboto, which Odoo includes. Odoo normally uses the fonts of the user's system, but
 * the fonts of a server are poor.
 */
function roboto(): string {
  const weights = { 400: "Regular", 500: "Medium", 700: "Bold" };
  const faces = Object.entries(weights).map(([weight, name]) => {
    const source = `url("/web/static/fonts/google/Roboto/Roboto-${name}.ttf")`;
    return `@font-face { font-family: Roboto; font-weight: ${weight}; src: ${source}; }`;
  });
  return faces.join("\n");
}
