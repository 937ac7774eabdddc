import { randomUUID } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { catalogueData } from "../../dev/catalogue/data-file.ts";
import { eventually } from "../../dev/clients/eventually.ts";
import { placeOrder } from "../../dev/clients/purchasing.ts";
import { sidecarClient } from "../../dev/clients/sidecar.ts";
import { runOdoo } from "../../dev/environment/odoo.ts";
import { ownedFile } from "../../dev/environment/place.ts";
import { JOURNAL, postgresUrl } from "../../dev/environment/postgres.ts";
import { startSidecar, stopSidecar } from "../../dev/environment/sidecar.ts";
import { catalogueOf } from "../../sidecar/catalogue/catalogue.ts";
import { registries as own } from "../../sidecar/composition/registries.ts";
import { registries } from "../formats/registries.ts";
import { type OwnSidecar, startOwnSidecar } from "../support/own-sidecar.ts";
import { onlyMessage, world } from "../support/world.ts";
import { launchBrowser, openOdoo } from "./browser/odoo-page.ts";

/** A unique code for each run: the database contains the connections of earlier runs. */
const CODE = `edi-lines-${randomUUID().slice(0, 8)}`;
const FIELDS = ["format_options", "sidecar_trouble", "active"];
type Connection = { id: number; format_options: string; sidecar_trouble: string | false };

/**
 * A toy format is added by its folder in `test/formats` and its line in the registries there. Odoo learns of it by the data file
 * that the generator makes of those registries: no Python, view or component knows it.
 */
describe("a format that only the test contains", () => {
  const here = world();
  const { odoo } = here;
  let toy: OwnSidecar;
  let browser: Browser;
  let connectionId = 0;
  let draftId = 0;
  let partnerId: number | undefined;

  /** Loads a catalogue as an upgrade of the addon does; what only the other one has is taken away. */
  async function loadCatalogue(registriesOf: typeof own, gone: readonly string[] = []): Promise<void> {
    const file = join(here.place.data, `catalogue-${randomUUID()}.xml`);
    ownedFile(here.place, file, catalogueData(catalogueOf(registriesOf)));
    const script = `
from odoo.tools.convert import convert_xml_import
with open(${JSON.stringify(file)}, "rb") as given:
    convert_xml_import(env, "suture", given, {}, "update")
for name in ${JSON.stringify(gone)}:
    env.ref("suture." + name).unlink()
env.cr.commit()
print("LOADED")
`;
    const { database } = inject("environment").odoo;
    const output = await runOdoo(here.place, ["shell", "-d", database, "--no-http"], script);
    if (!output.includes("LOADED")) throw new Error(`the catalogue was not loaded: ${output.slice(-800)}`);
  }

  /** What the sidecar has of Odoo's configuration, as text. */
  const configured = async (): Promise<string> => {
    const client = new pg.Client({ connectionString: postgresUrl(here.place, JOURNAL, "suture_sidecar") });
    await client.connect();
    const { rows } = await client.query<{ content: unknown }>("select content from configuration");
    await client.end();
    return JSON.stringify(rows[0]?.content);
  };

  const connection = async (): Promise<Connection> => {
    const domain = [["code", "=", CODE]];
    const [found] = await odoo.searchRead<Connection>("suture.connection", domain, FIELDS);
    if (!found) throw new Error("there is no such connection");
    return found;
  };

  beforeAll(async () => {
    await loadCatalogue(registries);
    const [harbor] = await odoo.searchRead<{ partner_id: [number, string]; company_id: [number, string] }>(
      "suture.connection",
      [["code", "=", "edi-harbor"]],
      ["partner_id", "company_id"],
    );
    const [flow] = await odoo.searchRead<{ id: number }>(
      "suture.flow",
      [["code", "=", "order-response"]],
      ["id"],
    );
    partnerId = harbor?.partner_id[0];
    const values = {
      code: CODE,
      name: "Harbor by lines of JSON",
      kind: "edi",
      environment: "production",
      format_code: "lines-json",
      format_version: "1",
      partner_id: partnerId,
      company_id: harbor?.company_id[0],
      flow_ids: [[6, 0, [flow?.id]]],
    };
    const [id] = await odoo.call<number[]>("suture.connection", "create", { vals_list: [values] });
    connectionId = id ?? 0;
    browser = await launchBrowser();
    // The first page of a new database has its assets bundled, which takes longer than a page may.
    await eventually("Odoo's pages are there", () =>
      openOdoo(browser, inject("environment").odoo, { width: 400, height: 400 }).then(
        (page) =>
          page
            .context()
            .close()
            .then(() => true),
        () => false,
      ),
    );
  });

  afterAll(async () => {
    await browser?.close();
    await toy?.stop();
    if (connectionId)
      await odoo.call("suture.connection", "write", { ids: [connectionId], vals: { active: false } });
    if (draftId) await odoo.call("suture.connection", "unlink", { ids: [draftId] });
    await loadCatalogue(own, ["catalogue_format_lines_json", ...settingIds()]);
    await startSidecar(here.place);
  });

  /** The XML ids of the toy's settings and rules. */
  const settingIds = () =>
    [
      ...catalogueData(catalogueOf(registries)).matchAll(
        /id="(catalogue_(?:setting_format|setting_identifier|rule_identifier)_lines_json_\w+)"/g,
      ),
    ].map(([, id = ""]) => id);

  it("is not served by a sidecar without it, which the connection shows; the other connections are served", async () => {
    const trouble = await eventually(
      "the connection shows it",
      async () => (await connection()).sidecar_trouble,
    );
    expect(trouble).toBe("The sidecar does not support the format Lines of JSON.");
    const harbor = await odoo.searchRead<Connection>(
      "suture.connection",
      [["code", "=", "edi-harbor"]],
      FIELDS,
    );
    expect(harbor).toMatchObject([{ sidecar_trouble: false, active: true }]);
  });

  it("is served by a sidecar with it: a file answers an order", async () => {
    await stopSidecar(here.place);
    toy = await startOwnSidecar(here.place, "toy-sidecar", {}, "test/formats/sidecar.ts");
    await eventually("the connection is served", async () => !(await connection()).sidecar_trouble);
    expect(await answered("order", "yes")).toMatchObject({ state: "done", document_label: "Order response" });
  });

  it("has its options edited in Odoo's form, which validates them during input", async () => {
    const page = await openOdoo(browser, inject("environment").odoo, { width: 1280, height: 1000 });
    await page.goto(`${inject("environment").odoo.url}/odoo/action-suture.connection_action/${connectionId}`);
    await fill(page, "orderMember", "order-1");
    expect(await page.locator(".o_suture_problem").textContent()).toBe(
      "“order-1” does not have the expected form, such as purchaseOrder.",
    );
    await fill(page, "orderMember", "purchaseOrder");
    await fill(page, "accepted", "ok, fine");
    await page.click(".o_form_button_save");
    await eventually("they are saved", async () => (await connection()).format_options !== "{}");
    await page.context().close();
    expect(JSON.parse((await connection()).format_options)).toEqual({
      orderMember: "purchaseOrder",
      accepted: ["ok", "fine"],
    });
    await eventually("the sidecar has them", async () => (await configured()).includes("purchaseOrder"));
    expect(await answered("purchaseOrder", "fine")).toMatchObject({ state: "done" });
  });

  it("has its options validated in Odoo when a program writes them", async () => {
    const vals = { format_options: '{"orderMember": "order-1", "nonsense": 1}' };
    const writing = odoo.call("suture.connection", "write", { ids: [connectionId], vals });
    await expect(writing).rejects.toThrow(
      /Order Member: .* such as purchaseOrder[\s\S]*nonsense: This setting is unknown/,
    );
  });

  it("has its identifier and its endpoint in the setup of a connection, which checks the identifier as one types", async () => {
    const values = {
      code: `${CODE}-draft`,
      name: "Lines being set up",
      kind: "edi",
      partner_id: partnerId,
      is_draft: true,
      active: false,
      setup_step: "identifiers",
      format_code: "lines-json",
      format_version: "1",
    };
    const [id] = await odoo.call<number[]>("suture.connection", "create", { vals_list: [values] });
    draftId = id ?? 0;
    const page = await openOdoo(browser, inject("environment").odoo, { width: 1280, height: 1000 });
    await page.goto(`${inject("environment").odoo.url}/odoo/action-suture.connection_action`);
    await page.fill(".o_searchview_input", `${CODE}-draft`);
    await page.keyboard.press("Enter");
    await page.click("td:has-text('Lines being set up')");
    await page.click("button[name='action_continue_setup']");
    const label = page.locator("[data-step='identifiers'] .o_suture_setting[data-path='partner.id'] label");
    expect(await label.textContent()).toBe("Account number");
    expect(await page.locator(".o_suture_setting[data-path^='us.']").count()).toBe(0);
    await fill(page, "partner.id", "harbor account");
    expect(await page.locator("[data-step='identifiers'] .o_suture_problem").textContent()).toBe(
      "The account number harbor account has 14 characters, not 4 to 8.",
    );
    await fill(page, "partner.id", "H-100");
    await page.click(".o_form_button_save");
    await eventually("it is saved", async () => (await identifiers()).length > 0);
    await page.context().close();
    expect(await identifiers()).toMatchObject([{ owner: "partner", scheme: "account", value: "H-100" }]);
    const [shown] = await odoo.searchRead<{ setup_checklist: string; endpoints: object }>(
      "suture.connection",
      [
        ["id", "=", draftId],
        ["active", "=", false],
      ],
      ["setup_checklist", "endpoints"],
    );
    expect(shown?.setup_checklist).toContain("The account number H-100 does not begin with AC-.");
    expect(shown?.endpoints).toMatchObject([
      { code: "files" },
      { code: "events", label: "Address for events" },
      { code: "routing-key", address: `edi.${CODE}-draft.lines` },
    ]);
  });

  it("has its identifier checked when a program writes it, and asked for before a connection goes live", async () => {
    const writes = (value: string | null) =>
      odoo.call("suture.connection", "write", {
        ids: [draftId],
        vals: { envelope_identifiers: { partner: { id: value } } },
      });
    await expect(writes("much-too-long")).rejects.toThrow("has 13 characters, not 4 to 8");
    await writes(null);
    await expect(odoo.call("suture.connection", "action_go_live", { ids: [draftId] })).rejects.toThrow(
      "“Account number” is missing",
    );
  });

  it("has the envelope of a test file compared with the identifier", async () => {
    await odoo.call("suture.connection", "write", {
      ids: [connectionId],
      vals: { envelope_identifiers: { partner: { id: "AC-100" } } },
    });
    const content = Buffer.from('{"purchaseOrder": "P0", "answer": "ok", "account": "AC-999"}\n').toString(
      "base64",
    );
    await odoo.call("suture.connection", "rehearse", {
      ids: [connectionId],
      content_base64: content,
      name: "answer.jsonl",
    });
    const answer = await eventually("the sidecar has answered", async () => {
      const trial = await odoo.call<{ state: string; answer: object }>("suture.connection", "get_rehearsal", {
        ids: [connectionId],
      });
      return trial.state === "answered" && trial.answer;
    });
    expect(answer).toMatchObject({
      outcome: "read",
      format_label: "Lines of JSON",
      messages: [{ envelope: [{ label: "Sender", found: "AC-999", expected: ["AC-100"], fits: false }] }],
    });
  });

  const identifiers = () =>
    odoo.searchRead<object>(
      "suture.connection.identifier",
      [["connection_id", "=", draftId]],
      ["owner", "scheme", "value"],
    );

  /** Places an order, has the partner answer it by a file, and returns the exchange once it is done or needs a person. */
  async function answered(member: string, answer: string): Promise<object> {
    const order = await placeOrder(odoo, {
      supplier: "Harbor Medical Supply",
      lines: [{ item: "NF-1001", quantity: 2 }],
    });
    const sidecar = sidecarClient({ ...inject("environment").sidecar, url: toy.url });
    const body = `${JSON.stringify({ [member]: order.name, answer })}\n`;
    const taken = await eventually("the file is accepted", async () => {
      const made = await sidecar.operator<{ key: string }>("POST", `/v1/connections/${CODE}/keys`);
      const { key } = made.body;
      const given = await sidecar.post(CODE, key, body, { "content-type": "application/x-lines-json" });
      return given.status === 202 && given;
    });
    onlyMessage(taken);
    return eventually("the answer is dealt with", async () => {
      const domain = [
        ["connection_id.code", "=", CODE],
        ["document_number", "=", order.name],
        ["state", "in", ["done", "attention"]],
      ];
      const [found] = await odoo.searchRead<object>("suture.exchange", domain, [
        "state",
        "reason_code",
        "reason",
        "document_label",
      ]);
      return found;
    });
  }
});

async function fill(page: Page, path: string, text: string): Promise<void> {
  const input = page.locator(`.o_suture_setting[data-path='${path}'] input`);
  await input.fill(text);
  await input.blur();
}
