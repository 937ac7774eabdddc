import { randomUUID } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startParts } from "../../../dev/environment/environment.ts";
import { odooUrl, WORKING_DATABASE } from "../../../dev/environment/odoo.ts";
import { testRoot } from "../../../dev/environment/place.ts";
import { knownSecret } from "../../../dev/environment/secrets.ts";
import { violationsOn } from "./axe.ts";
import { launchBrowser, openJourney, openOdoo, openPurchaseOrder } from "./odoo-page.ts";
import { confirmedOrder, type OdooKeys, ordinaryBuyer, reportExchange, secondsAgo } from "./odoo-records.ts";

const minutes = 60_000;
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const number = `A-${randomUUID().slice(0, 8)}`;

let odoo: OdooKeys;
let browser: Browser;
let page: Page;
let order: { id: number; name: string };

const admin = () => ({ url: odoo.url, login: "admin", password: "admin" });

/** Reports a response that differs in price and date, answers a line that the order lacks, and can be accepted. */
async function differingResponse(): Promise<void> {
  const answered = (id: string, amount: string) => ({
    id,
    quantity: { value: "10", unit: "BX" },
    price: { amount, currency: "USD" },
    parts: [{ status: "price-changed", date: "2026-12-08" }],
  });
  await reportExchange(odoo, order, {
    direction: "inbound",
    flow: "order-response",
    document_type: "OrderResponse",
    document_code: "855",
    document_number: number,
    state: "attention",
    reason_code: "PRICE_VARIANCE",
    reason: "A price is further from ours than agreed.",
    findings: [
      {
        code: "PRICE_VARIANCE",
        line: "1",
        field: "price",
        ours: "12.50",
        theirs: "14.00",
        text: "Line 1: 14.00 instead of 12.50",
        acceptable: true,
      },
    ],
    done_at: null,
    received_at: secondsAgo(5),
    payload: {
      type: "OrderResponse",
      issueDate: "2026-12-01",
      lines: [answered("1", "14.00"), answered("7", "3.00")],
    },
    source_view: [
      { title: "PO1 1", line: "1", rows: [{ label: "PO104 price", value: "14.00", fields: ["price"] }] },
    ],
  });
}

/** Reports a response to an unknown order, whose difference is a long text. */
async function unknownOrder(): Promise<void> {
  const text =
    "There is no purchase order with the number that the vendor states, and none that resembles it.";
  await reportExchange(odoo, order, {
    direction: "inbound",
    flow: "order-response",
    document_type: "OrderResponse",
    document_code: "855",
    document_number: `B-${randomUUID().slice(0, 8)}`,
    state: "attention",
    reason_code: "UNKNOWN_ORDER",
    reason: "The document refers to an order that does not exist.",
    findings: [{ code: "UNKNOWN_ORDER", field: "order", theirs: "X", text }],
    done_at: null,
    links: [],
  });
}

async function openQueue(on: Page): Promise<void> {
  await on.goto(`${odoo.url}/odoo/exceptions`);
  await on.waitForSelector(`.o_data_row:has-text("${number}"), .o_kanban_record:has-text("${order.name}")`);
}

async function openException(on: Page): Promise<void> {
  await openQueue(on);
  await on.click(`.o_data_row:has-text("${number}") .o_data_cell[name='document_number']`);
  await on.waitForSelector(".o_suture_pane_section");
}

const box = async (selector: string) => {
  const found = await page.locator(selector).first().boundingBox();
  if (!found) throw new Error(`${selector} is not shown`);
  return { ...found, right: found.x + found.width, bottom: found.y + found.height };
};

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
  await differingResponse();
  await unknownOrder();
  page = await openOdoo(browser, admin(), wide);
}, 10 * minutes);

afterAll(async () => {
  await browser?.close();
});

describe("at 1,440 pixels", () => {
  test("the queue shows reason, difference, age, owner and the main action", {
    timeout: minutes,
  }, async () => {
    await openQueue(page);
    const row = `.o_data_row:has-text("${number}")`;
    for (const name of ["reason_code", "difference", "age", "user_id"])
      expect((await box(`${row} .o_data_cell[name='${name}']`)).right).toBeLessThanOrEqual(wide.width);
    expect((await box(`${row} button[name='action_ask_accept']`)).right).toBeLessThanOrEqual(wide.width);
    expect(await page.textContent(`${row} .o_data_cell[name='difference']`)).toBe("Line 1: 12.50 → 14.00");
    const cut = `[...document.querySelectorAll(".o_data_cell[name='reason_code'], .o_data_cell[name='difference']")]
      .filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)`;
    expect(await page.evaluate(cut)).toEqual([]);
    expect(
      await page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('.o_list_renderer'))"),
    ).toBe(0);
  });

  test("the panes use the full width, line beside line, with the chatter below", {
    timeout: minutes,
  }, async () => {
    await openException(page);
    expect((await box("[data-pane='ours'] .o_suture_pane")).right).toBeGreaterThan(wide.width - 60);
    expect((await box(".o-mail-Form-chatter")).y).toBeGreaterThanOrEqual(
      (await box(".o_form_sheet")).bottom - 1,
    );
    const price = (pane: string) => `[data-pane='${pane}'] [data-line='1'] .o_suture_pane_row[data-flag]`;
    const tops = await Promise.all(
      ["arrived", "understood", "ours"].map(async (pane) => (await box(price(pane))).y),
    );
    expect(new Set(tops.map(Math.round)).size).toBe(1);
    expect(await page.textContent("[data-pane='ours'] .o_suture_pane_missing")).toContain(
      "Line 7 is missing here",
    );
  });

  test("units are words, and dates have the reader's format", { timeout: minutes }, async () => {
    const text = await page.innerText(".o_form_sheet");
    expect(text).toContain("10 Box");
    expect(text).toContain("12/08/2026");
    expect(text).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  test("the button that helps is the only primary one, and Alt+Q presses it", {
    timeout: minutes,
  }, async () => {
    expect(await page.locator(".o_statusbar_buttons .btn-primary:visible").allInnerTexts()).toEqual([
      "Accept…",
    ]);
    const keys = await page
      .locator(".o_form_view [data-hotkey]:visible, .o_control_panel [data-hotkey]:visible")
      .evaluateAll((all) => all.map((each) => each.getAttribute("data-hotkey")));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    await page.keyboard.press("Alt+q");
    await page.waitForSelector(".modal .o_suture_decisions");
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.waitForSelector(".modal", { state: "detached" });
  });
});

test.each([
  ["exceptions", ".o_suture_list .o_data_row"],
  ["exchanges", ".o_suture_list .o_data_row"],
  ["action-suture.connection_action", ".o_suture_list .o_data_row"],
  ["integration-overview", ".o_suture_overview table"],
  ["integration-setup", ".o_suture_setup"],
])("%s has no faults of contrast, names or roles", { timeout: minutes }, async (address, seen) => {
  await page.goto(`${odoo.url}/odoo/${address}`);
  await page.waitForSelector(seen);
  expect(await violationsOn(page)).toEqual([]);
});

test("neither have the exception and the history of the order", { timeout: minutes }, async () => {
  await openException(page);
  expect(await violationsOn(page)).toEqual([]);
  await openPurchaseOrder(page, admin(), order.id);
  await openJourney(page);
  expect(await violationsOn(page)).toEqual([]);
});

test("a buyer who cannot decide is told whom to ask", { timeout: minutes }, async () => {
  const buyer = { url: odoo.url, ...(await ordinaryBuyer(odoo)) };
  const own = await openOdoo(browser, buyer, wide);
  await openPurchaseOrder(own, buyer, order.id);
  await openJourney(own);
  expect(await own.textContent(".o_suture_whom_to_ask")).toContain("You cannot decide on this. Ask ");
  await own.context().close();
});

test("on a phone nothing overflows", { timeout: minutes }, async () => {
  const small = await openOdoo(browser, admin(), phone);
  for (const address of ["exceptions", "exchanges", "action-suture.connection_action"]) {
    await small.goto(`${odoo.url}/odoo/${address}`);
    await small.waitForSelector(".o_action_manager .o_content > *");
    expect(await small.locator(".o_list_renderer").count(), address).toBe(0);
    expect(await small.evaluate("document.documentElement.scrollWidth"), address).toBeLessThanOrEqual(
      phone.width,
    );
  }
  await small.context().close();
});
