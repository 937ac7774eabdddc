// Takes a picture of every page of the addon, on a wide screen and on a phone, to be looked at. (Odoo Community has no dark
// theme: what is ours takes its colours from the theme's variables, as the dark theme of other editions expects.)
//   node dev/picture-every-page.ts --url http://127.0.0.1:8069 --order 3 --out /tmp/pictures [--only exceptions]
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { launchBrowser, type OdooAddress, openOdoo } from "../test/e2e/browser/odoo-page.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    login: { type: "string", default: "admin" },
    password: { type: "string", default: "admin" },
    order: { type: "string" },
    exception: { type: "string" },
    out: { type: "string" },
    only: { type: "string" },
  },
});
const { url, login, password, order, exception, out, only } = values;

/** What is pictured: the address behind `/odoo/`, and what is done on the page before. */
type Subject = {
  readonly name: string;
  readonly address: string;
  readonly act?: (page: Page) => Promise<unknown>;
};

const subjects: readonly Subject[] = [
  ...["flows", "orders", "money", "health"].map((section) => ({
    name: `overview-${section}`,
    address: "integration-overview",
    act: (page: Page) => page.click(`[role=tab][data-section=${section}]`),
  })),
  {
    name: "exceptions",
    address: "exceptions",
    act: (page) => page.waitForSelector(".o_data_row, .o_kanban_record"),
  },
  {
    name: "kanban",
    address: "exceptions?view_type=kanban",
    act: (page) => page.waitForSelector(".o_kanban_record"),
  },
  {
    name: "exception",
    address: `exceptions/${exception}`,
    act: (page) => page.waitForSelector(".o_suture_pane"),
  },
  {
    name: "timeline",
    address: `action-purchase.purchase_form_action/${order}`,
    act: (page) => page.click(".nav-link[name='integration_timeline']"),
  },
  {
    name: "counter",
    address: "exceptions",
    act: (page) => page.click(".o_suture_exception_menu"),
  },
];
const screens = { wide: { width: 1360, height: 860 }, phone: { width: 390, height: 780 } };

if (url === undefined || order === undefined || exception === undefined || out === undefined) {
  console.error("Say what to picture: --url <Odoo> --order <id> --exception <id> --out <folder>");
  process.exitCode = 2;
} else {
  mkdirSync(out, { recursive: true });
  await pictureAll({ url, login, password }, out);
}

async function pictureAll(odoo: OdooAddress, folder: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    for (const [screen, viewport] of Object.entries(screens)) {
      const page = await openOdoo(browser, odoo, viewport);
      for (const subject of subjects.filter(({ name }) => only === undefined || name === only)) {
        const file = path.join(folder, `${subject.name}-${screen}.png`);
        await picture(page, odoo, subject, file).catch((error) => console.error(`${file}: ${error}`));
      }
      await page.context().close();
    }
  } finally {
    await browser.close();
  }
}

async function picture(page: Page, odoo: OdooAddress, subject: Subject, file: string): Promise<void> {
  await page.goto(`${odoo.url}/odoo/${subject.address}`);
  await page.waitForSelector(".o_view_controller, .o_suture_overview");
  await subject.act?.(page);
  // Pictures and fonts come when they come; the bus keeps the network from ever being idle.
  await page.waitForTimeout(2500);
  await page.screenshot({ path: file });
  console.log(file);
}
