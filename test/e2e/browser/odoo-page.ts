import { type Browser, chromium, type Page } from "playwright-core";

/** Where an Odoo is, and who looks at it. */
export type OdooAddress = { readonly url: string; readonly login: string; readonly password: string };

/** Debian's Chromium; another one by SUTURE_CHROMIUM. Without a sandbox, because root may run this in a container. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env.SUTURE_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
}

/** Runs in the page: a new user is greeted by a chat window of OdooBot, which covers the form on a small screen. */
const hideChatWindows = `
  document.addEventListener("DOMContentLoaded", () => {
    document.head.insertAdjacentHTML("beforeend", "<style>.o-mail-ChatHub { display: none }</style>");
  });
`;

/** A page on which this user is logged in to Odoo. */
export async function openOdoo(
  browser: Browser,
  odoo: OdooAddress,
  viewport: { readonly width: number; readonly height: number },
  deviceScaleFactor = 1,
): Promise<Page> {
  const context = await browser.newContext({ viewport, deviceScaleFactor, locale: "en-US" });
  await context.addInitScript(hideChatWindows);
  const page = await context.newPage();
  await page.goto(`${odoo.url}/web/login`);
  await page.fill("input[name='login']", odoo.login);
  await page.fill("input[name='password']", odoo.password);
  await page.click("button[type='submit']");
  await page.waitForSelector(".o_web_client .o_main_navbar");
  return page;
}

/** Opens the form of a purchase order by its id. */
export async function openPurchaseOrder(page: Page, odoo: OdooAddress, orderId: number): Promise<void> {
  await page.goto(`${odoo.url}/odoo/action-purchase.purchase_form_action/${orderId}`);
  await page.waitForSelector(".o_form_view .o_field_widget[name='integration_state'] .badge");
}

/** Clicks the badge of the order and waits until the history is complete. Returns the titles of its steps. */
export async function openJourney(page: Page): Promise<string[]> {
  await page.click(".o_field_widget[name='integration_state'] button");
  await page.waitForSelector(".o_popover .o_suture_step");
  await page.waitForFunction("document.querySelector('.o_popover').getAnimations().length === 0");
  return await page.locator(".o_popover .o_suture_step_title").allTextContents();
}
