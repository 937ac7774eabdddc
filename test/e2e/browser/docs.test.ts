import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser } from "./odoo-page.ts";

const { url } = inject("environment").sidecar;
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** A page with all that it complained about, and all that it asked of others. */
async function open(path: string, colorScheme: "light" | "dark") {
  const page = await browser.newPage({ colorScheme });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) complaints.push(request.url());
  });
  await page.goto(`${url}${path}`);
  return { page, complaints };
}

const ground = (page: Page): Promise<string> =>
  page.evaluate<string>("getComputedStyle(document.body).backgroundColor");

describe.each(["light", "dark"] as const)("/docs in %s", (scheme) => {
  it("shows every route under the page's content security policy, without requests to other hosts", async () => {
    const { page, complaints } = await open("/docs", scheme);
    await page.waitForSelector(".opblock");
    const paths = await page.locator(".opblock-summary-path").allTextContents();
    expect(paths.map((path) => path.replaceAll("\u200b", ""))).toEqual(
      expect.arrayContaining(["/v1/edi/{connection}", "/v1/events", "/v1/messages/{id}", "/metrics"]),
    );
    await page.click("#operations-Send_messages-post-webhooks-connection .opblock-summary-control");
    await page.waitForSelector(".opblock-body");
    expect(await page.locator(".opblock-body").textContent()).toContain("invoice.issued");
    expect(await page.locator(".try-out, .btn.authorize:visible").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it.each(["/docs/amqp", "/docs/schemas"])("%s is readable without scripts", async (path) => {
    const { page, complaints } = await open(path, scheme);
    expect(await page.locator("h2").count()).toBeGreaterThan(1);
    expect(await ground(page)).toBe(scheme === "light" ? "rgb(255, 255, 255)" : "rgb(28, 32, 34)");
    expect(complaints).toEqual([]);
    await page.close();
  });
});
