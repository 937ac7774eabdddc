// Makes the picture of a purchase order with its open journey for the README:
//   node dev/screenshots.ts --url http://127.0.0.1:8069 --login admin --password admin --order 7
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import {
  launchBrowser,
  type OdooAddress,
  openJourney,
  openOdoo,
  openPurchaseOrder,
} from "../test/e2e/browser/odoo-page.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    login: { type: "string", default: "admin" },
    password: { type: "string", default: "admin" },
    order: { type: "string" },
    out: { type: "string", default: path.join(import.meta.dirname, "../docs/images/purchase-order.png") },
  },
});
const { url, login, password, order, out } = values;

if (url === undefined || order === undefined) {
  console.error("Say which order to photograph: node dev/screenshots.ts --url <Odoo> --order <id>");
  process.exitCode = 2;
} else {
  await photograph({ url, login, password }, Number(order), out);
  console.log(out);
}

async function photograph(odoo: OdooAddress, orderId: number, file: string): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await openOdoo(browser, odoo, { width: 1360, height: 760 }, 2);
    await openPurchaseOrder(page, odoo, orderId);
    await page.addStyleTag({ content: roboto() });
    await page.evaluate("document.fonts.ready");
    await openJourney(page);
    mkdirSync(path.dirname(file), { recursive: true });
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
  }
}

/** Odoo shows the font of the reader's system; a server has a poor one, so the picture takes one that Odoo brings. */
function roboto(): string {
  const weights = { 400: "Regular", 500: "Medium", 700: "Bold" };
  const faces = Object.entries(weights).map(([weight, name]) => {
    const source = `url("/web/static/fonts/google/Roboto/Roboto-${name}.ttf")`;
    return `@font-face { font-family: Roboto; font-weight: ${weight}; src: ${source}; }`;
  });
  return faces.join("\n");
}
