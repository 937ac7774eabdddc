import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { onlyMessage, world } from "../../support/world.ts";
import { orderResponse } from "../../support/x12-text.ts";
import { launchBrowser } from "./odoo-page.ts";

const { url, operatorToken, sensitiveToken } = inject("environment").sidecar;
const { key } = inject("environment").connections["edi-harbor"];
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe("/messages/{id}", () => {
  it("shows a message as text to a user with the token, without errors in the console", async () => {
    const { sidecar, control } = world();
    const hostile = '<img src=x onerror="document.title=1">';
    const text = orderResponse(hostile, [], { control: control() });
    const id = onlyMessage(await sidecar.post("edi-harbor", key, text));
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`${url}/messages/${id}`);

    await page.fill("#token", "wrong");
    await page.click("#ask button");
    await page.waitForSelector("#problem:not([hidden])");
    expect(await page.textContent("#problem")).toContain("does not know this token");

    await page.fill("#token", operatorToken);
    await page.click("#ask button");
    await page.waitForSelector("#status:not([hidden])");
    expect(await page.textContent("#facts")).toContain("edi-harbor");
    expect(await page.inputValue("#token")).toBe("");

    await page.click("#raw");
    await page.waitForSelector("#problem:not([hidden])");
    expect(await page.textContent("#problem")).toContain("sensitive role");
    expect(await page.isVisible("#content")).toBe(false);

    await page.fill("#token", sensitiveToken);
    await page.click("#ask button");
    await page.waitForSelector("#status:not([hidden])");
    await page.click("#raw");
    await page.waitForSelector("#content:not([hidden])");
    expect(await page.textContent("#bytes")).toBe(text.trimEnd());
    expect(await page.locator("main img").count()).toBe(0);
    expect(await page.title()).toBe("Message · Suture");

    await page.click("#forget");
    expect(await page.isVisible("#status")).toBe(false);
    expect(await page.textContent("#bytes")).toBe("");
    expect(await page.evaluate("localStorage.length + sessionStorage.length + document.cookie.length")).toBe(
      0,
    );
    expect(complaints).toEqual([]);
    await page.close();
  });
});
