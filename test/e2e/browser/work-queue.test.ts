import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startParts } from "../../../dev/environment/environment.ts";
import { odooUrl, WORKING_DATABASE } from "../../../dev/environment/odoo.ts";
import { testRoot } from "../../../dev/environment/place.ts";
import { knownSecret } from "../../../dev/environment/secrets.ts";
import { launchBrowser, openOdoo } from "./odoo-page.ts";
import { confirmedOrder, type OdooKeys, ordinaryBuyer, reportExchange } from "./odoo-records.ts";

const minutes = 60_000;
const wide = { width: 1360, height: 760 };
const phone = { width: 390, height: 780 };
const counter = ".o_suture_exception_count";

let odoo: OdooKeys;
let browser: Browser;
let order: { id: number; name: string };

const admin = () => ({ url: odoo.url, login: "admin", password: "admin" });

/** Creates an exception about a price, overdue for years. Returns the number of its document. */
async function lateException(): Promise<string> {
  const number = `A-${randomUUID().slice(0, 8)}`;
  await reportExchange(odoo, order, {
    direction: "inbound",
    flow: "order-response",
    document_type: "OrderResponse",
    document_code: "855",
    document_number: number,
    state: "attention",
    reason_code: "PRICE_VARIANCE",
    reason: "A price is further from ours than agreed.",
    findings: [{ code: "PRICE_VARIANCE", line: "1", field: "price", text: "Line 1: 14.00 instead of 12.50" }],
    done_at: null,
    due_at: "2020-01-01T00:00:00Z",
    payload: { type: "OrderResponse", lines: [{ id: "1", price: { amount: "14.00", currency: "USD" } }] },
    source_view: [
      { title: "PO1 1", line: "1", rows: [{ label: "PO104 price", value: "14.00", fields: ["price"] }] },
    ],
  });
  return number;
}

async function openQueue(page: Page): Promise<void> {
  await page.goto(`${odoo.url}/odoo/exceptions`);
  await page.waitForSelector(".o_data_row, .o_kanban_record");
}

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
}, 10 * minutes);

afterAll(async () => {
  await browser?.close();
});

test("the counter in the menu bar is updated without a reload", { timeout: 2 * minutes }, async () => {
  await lateException();
  const page = await openOdoo(browser, admin(), wide);
  const before = Number(await page.textContent(counter));
  expect(before).toBeGreaterThan(0);

  await lateException();
  await page.waitForFunction(`document.querySelector("${counter}").textContent == "${before + 1}"`);
});

test("an exception is listed in the queue and marks the differing values", {
  timeout: 2 * minutes,
}, async () => {
  const number = await lateException();
  const page = await openOdoo(browser, admin(), wide);
  await openQueue(page);
  await page.click(`.o_data_row:has-text("${number}") .o_data_cell[name='document_number']`);
  const marked = page.locator(".o_suture_pane_row[data-flag] dd");
  await marked.nth(1).waitFor();
  expect(await marked.allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining("14.00"), expect.stringContaining("14.00 USD")]),
  );
});

test("on a phone the three panes are stacked and nothing overflows", {
  timeout: 2 * minutes,
}, async () => {
  const number = await lateException();
  const page = await openOdoo(browser, admin(), phone);
  await openQueue(page);
  await page.click(`.o_kanban_record:has-text("${number}") >> nth=0`);
  await page.waitForSelector(".o_suture_pane");
  const boxes = await Promise.all(
    (await page.locator(".o_suture_pane > header").all()).map((pane) => pane.boundingBox()),
  );
  expect(boxes).toHaveLength(3);
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(phone.width);
  for (const box of boxes) {
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? Number.NaN)).toBeLessThanOrEqual(phone.width);
  }
  expect(new Set(boxes.map((box) => box?.y)).size).toBe(3);
});

test("a buyer outside the integration's groups sees neither counter nor menu", {
  timeout: 2 * minutes,
}, async () => {
  const buyer = { url: odoo.url, ...(await ordinaryBuyer(odoo)) };
  const page = await openOdoo(browser, buyer, wide);
  await page.goto(`${odoo.url}/odoo/action-purchase.purchase_form_action/${order.id}`);
  await page.waitForSelector(".o_form_view .o_field_widget[name='integration_state'] .badge");
  expect(await page.locator(".o_suture_exception_menu").count()).toBe(0);
  expect(await page.locator(".nav-link[name='integration_timeline']").count()).toBe(0);
  expect(await page.locator(".o_suture_alerts").count()).toBe(0);
});
