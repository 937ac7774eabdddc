import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startParts } from "../../../dev/environment/environment.ts";
import { odooUrl, WORKING_DATABASE } from "../../../dev/environment/odoo.ts";
import { testRoot } from "../../../dev/environment/place.ts";
import { knownSecret } from "../../../dev/environment/secrets.ts";
import { launchBrowser, openJourney, openOdoo, openPurchaseOrder } from "./odoo-page.ts";
import { confirmedOrder, type OdooKeys, ordinaryBuyer, reportExchange, secondsAgo } from "./odoo-records.ts";

const minutes = 60_000;
const wide = { width: 1360, height: 760 };
const phone = { width: 390, height: 780 };

let odoo: OdooKeys;
let browser: Browser;
let order: { id: number; name: string };

const admin = () => ({ url: odoo.url, login: "admin", password: "admin" });

beforeAll(async () => {
  const place = await startParts({ root: testRoot(), parts: ["odoo"] });
  odoo = {
    url: odooUrl(place),
    database: WORKING_DATABASE,
    admin: knownSecret(place, "odoo-api-key-admin") ?? "",
    gateway: knownSecret(place, "odoo-api-key") ?? "",
  };
  browser = await launchBrowser();
  order = await confirmedOrder(odoo);
  await reportExchange(odoo, order, { note: "Sent as an 850." });
  await reportExchange(odoo, order, {
    direction: "inbound",
    document_type: "OrderResponse",
    state: "attention",
    reason_code: "PRICE_VARIANCE",
    reason: "A price is further from ours than agreed.",
    suggestion: "Accept the price on line 1 or call the supplier.",
    findings: [{ code: "PRICE_VARIANCE", field: "price", text: "Line 1: 14.00 instead of 12.50" }],
    received_at: secondsAgo(5), // after the order was sent
    done_at: null,
  });
}, 10 * minutes);

afterAll(async () => {
  await browser?.close();
});

test("the order's badge shows the history and opens the exchange", { timeout: minutes }, async () => {
  const page = await openOdoo(browser, admin(), wide);
  await openPurchaseOrder(page, admin(), order.id);
  expect(await page.textContent(".o_field_widget[name='integration_state'] .badge")).toBe("Needs attention");

  const titles = await openJourney(page);
  expect(titles).toContain("Sent to Lakeshore Pharma Distribution");
  expect(titles.at(-1)).toBe("Lakeshore Pharma Distribution answered");
  const text = await page.textContent(".o_suture_step >> nth=-1");
  expect(text).toContain("Line 1: 14.00 instead of 12.50");
  expect(text).toContain("A price is further from ours than agreed.");
  expect(text).toContain("Accept the price on line 1 or call the supplier.");

  await page.click(".o_suture_step >> nth=-1 >> text=Open Exchange");
  await page.waitForSelector(".o_form_view .o_field_widget[name='connection_id']");
  expect(page.url()).toContain("suture.exchange");
});

test("in the list, a click on the badge does not open the order", { timeout: minutes }, async () => {
  const page = await openOdoo(browser, admin(), wide);
  await page.goto(`${odoo.url}/odoo/action-purchase.purchase_form_action?view_type=list`);
  await page.click(`.o_data_row:has-text("${order.name}") .o_field_integration_status button`);
  await page.waitForSelector(".o_popover .o_suture_step");
  expect(await page.isVisible(".o_list_view")).toBe(true);
});

test("a buyer outside the integration's groups sees the history without links", {
  timeout: minutes,
}, async () => {
  const buyer = { url: odoo.url, ...(await ordinaryBuyer(odoo)) };
  const page = await openOdoo(browser, buyer, wide);
  await openPurchaseOrder(page, buyer, order.id);
  expect(await openJourney(page)).toContain("Lakeshore Pharma Distribution answered");
  expect(await page.locator(".o_suture_open").count()).toBe(0);
});

test("on a phone the history fits the screen", { timeout: minutes }, async () => {
  const page = await openOdoo(browser, admin(), phone);
  await openPurchaseOrder(page, admin(), order.id);
  await openJourney(page);
  const box = await page.locator(".o_suture_popover").boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? Number.NaN)).toBeLessThanOrEqual(phone.width);
  expect((box?.y ?? 0) + (box?.height ?? Number.NaN)).toBeLessThanOrEqual(phone.height);
});
