/**
 * Makes the picture of a purchase order with its open journey for the README:
 *   node dev/screenshots.ts --url http://127.0.0.1:8069 --login admin --password admin --order 7
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser, openJourney, openOdoo, openPurchaseOrder } from "../test/e2e/browser/odoo-page.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    login: { type: "string", default: "admin" },
    password: { type: "string", default: "admin" },
    order: { type: "string" },
    out: { type: "string", default: path.join(import.meta.dirname, "../docs/images/purchase-order.png") },
  },
});

if (!values.url || !values.order) {
  console.error("Say which order to photograph: node dev/screenshots.ts --url <Odoo> --order <id>");
  process.exitCode = 2;
} else {
  await photograph({ url: values.url, login: values.login, password: values.password }, Number(values.order));
  console.log(values.out);
}

async function photograph(
  odoo: { url: string; login: string; password: string },
  orderId: number,
): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await openOdoo(browser, odoo, { width: 1360, height: 760 }, 2);
    await openPurchaseOrder(page, odoo, orderId);
    await openJourney(page);
    await page.mouse.move(0, 0);
    await page.waitForFunction(
      "document.getAnimations().every((animation) => animation.playState !== 'running')",
    );
    mkdirSync(path.dirname(values.out), { recursive: true });
    await page.screenshot({ path: values.out });
  } finally {
    await browser.close();
  }
}
