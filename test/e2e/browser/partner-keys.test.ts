import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { odooClient } from "../../../dev/clients/odoo.ts";
import { signedHeaders } from "../../../dev/clients/webhooks.ts";
import { placeOf, testRoot } from "../../../dev/environment/place.ts";
import { searchDatabase } from "../../support/database-search.ts";
import { filesBelow } from "../../support/places-to-search.ts";
import { launchBrowser, openOdoo } from "./odoo-page.ts";

const minutes = 60_000;
const wide = { width: 1440, height: 900 };
const environment = inject("environment");
const odoo = odooClient(environment.odoo);
const place = placeOf(testRoot());
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  page = await openOdoo(browser, environment.odoo, wide);
}, minutes);

afterAll(async () => {
  await browser?.close();
});

async function openKeys(code: string): Promise<void> {
  const [connection] = await odoo.searchRead<{ id: number }>(
    "suture.connection",
    [["code", "=", code]],
    ["id"],
  );
  await page.goto(`${environment.odoo.url}/odoo/action-suture.connection_action/${connection?.id}`);
  await page.click("button[name='action_open_keys']");
  await page.waitForSelector(".o_list_view");
}

/** Creates a key in the dialog, next to the ones that exist, and returns its text. */
async function newKey(kind: string): Promise<string> {
  await page.click("button[name='action_new']");
  await page.waitForSelector(".o_suture_create_key, .modal input[type='password']");
  if (await page.isVisible(".modal input[type='password']")) {
    await page.fill(".modal input[type='password']", environment.odoo.password);
    await page.click(".modal .btn-primary");
    await page.waitForSelector(".o_suture_create_key");
  }
  await page.selectOption("#suture_key_kind", kind);
  if (await page.isVisible("#suture_key_others")) await page.selectOption("#suture_key_others", "");
  await page.click(".o_suture_create_key");
  const key = await page.textContent(".o_suture_partner_key");
  await page.click(".o_suture_key_done");
  await page.waitForSelector(".o_suture_new_key", { state: "detached" });
  return key ?? "";
}

const rowOf = (key: string) => page.locator(".o_data_row", { hasText: key.slice(0, key.indexOf("_") + 5) });

const post = async (key: string): Promise<number> =>
  (
    await fetch(`${environment.sidecar.url}/v1/edi/edi-harbor`, {
      method: "POST",
      headers: { "x-api-key": key },
      body: "not X12",
    })
  ).status;

/** Returns where the text of a key occurs: in the two databases, or in the logs. */
async function placesWith(key: string): Promise<string[]> {
  const pattern = key.slice(key.indexOf("_") + 6).replaceAll(/[^A-Za-z0-9]/g, ".");
  const logs = new RegExp(pattern).test(filesBelow(`${place.data}/log`)) ? ["logs"] : [];
  const databases = [environment.odoo.database, "suture_journal"];
  return [
    ...logs,
    ...(await Promise.all(databases.map((one) => searchDatabase(place, one, pattern)))).flat(),
  ];
}

test("a partner's key is created, used, listed with its use, and revoked", {
  timeout: 3 * minutes,
}, async () => {
  await openKeys("edi-harbor");
  const key = await newKey("api-key");
  expect(key).toMatch(/^sk_[\w-]{43}$/);
  expect(await post(key)).toBe(422);
  expect(await post(`${key.slice(0, -1)}!`)).toBe(401);
  await rowOf(key).waitFor();
  expect(await placesWith(key)).toEqual([]);
  await openKeys("edi-harbor");
  await rowOf(key).locator("td[name='last_used_at']", { hasText: /\d/ }).waitFor();
  await rowOf(key).locator("button[name='action_revoke']").click();
  await page.click(".modal .btn-primary");
  await rowOf(key).waitFor({ state: "detached" });
  expect(await post(key)).toBe(401);
});

test("a webhook secret that is created in Odoo is accepted, and stored only encrypted", {
  timeout: 3 * minutes,
}, async () => {
  await openKeys("billing");
  const secret = await newKey("webhook-secret");
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const send = async (with_: string): Promise<number> => {
    const body = "{}";
    const headers = {
      ...signedHeaders(with_, `msg_${Math.random()}`.replace(".", ""), body),
      "content-type": "application/json",
    };
    const url = `${environment.sidecar.url}/v1/webhooks/billing`;
    return (await fetch(url, { method: "POST", headers, body })).status;
  };
  expect(await send(secret)).not.toBe(401);
  expect(await send(environment.connections.billing.secret)).not.toBe(401);
  expect(await placesWith(secret)).toEqual([]);
  await rowOf(secret).locator("button[name='action_revoke']").click();
  await page.click(".modal .btn-primary");
  await eventually("the secret is refused", async () => (await send(secret)) === 401);
});
