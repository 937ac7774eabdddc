import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { registry } from "@web/core/registry";
import "@suture/lib/suture";
import {
  contains,
  makeServerError,
  mockService,
  mountWithCleanup,
  onRpc,
} from "@web/../tests/web_test_helpers";
import type { Check } from "../src/connection_test/connection_test.ts";
import type { NewKey } from "../src/key_ready/key_ready.ts";
import type { Checklist } from "../src/setup_checklist/setup_checklist.ts";

describe.current.tags("desktop");
defineMailModels();

type Mounted = new () => object;
type ListWithChecklist = { Renderer: { components: { SetupChecklist: Mounted } } };
const action = (tag: string): Mounted => registry.category("actions").get<Mounted>(tag);
const propsOf = (params: object = {}) => ({
  props: { action: { params }, actionId: 1, updateActionState() {}, className: "" },
});

const steps: Checklist["steps"] = [
  {
    code: "address",
    title: "Address",
    text: "Where it is",
    done: true,
    button: "Settings",
    action: "a.settings",
  },
  { code: "user", title: "User", text: "Somebody else's", done: false, button: "User", action: false },
  { code: "tested", title: "Test", text: "There and back", done: false, button: "Test", action: "a.test" },
  { code: "live", title: "Live", text: "A partner", done: false, button: "Connections", action: "a.live" },
];
const some: Checklist = { shown: true, done: 1, of: 4, steps, warning: "" };

async function mountChecklist(checklist: Checklist | Error, isMember = true): Promise<void> {
  onRpc("has_group", () => isMember);
  onRpc("suture.setup", "get_checklist", () => {
    expect.step("asked");
    if (checklist instanceof Error) {
      throw checklist;
    }
    return checklist;
  });
  const { Renderer } = registry.category("views").get<ListWithChecklist>("suture_setup_list");
  await mountWithCleanup(Renderer.components.SetupChecklist, { props: { always: false } });
  await animationFrame();
}

test("the checklist says what is done, and offers what can be done by this person", async () => {
  await mountChecklist(some);
  expect(".o_suture_setup_progress").toHaveText("1 of 4 done");
  expect(".o_suture_setup_step[data-done='1']").toHaveCount(1);
  expect(queryAllTexts(".o_suture_setup_step button")).toEqual(["Settings", "Test", "Connections"]);
  expect(".o_suture_setup_step .btn-primary").toHaveText("Test");
  expect(".o_suture_setup_step[data-code='address'] i").toHaveAttribute("aria-label", "done");
  expect(".o_suture_key_warning").toHaveCount(0);
  expect.verifySteps(["asked"]);
});

test("a step leads to its action, and is looked at again afterwards", async () => {
  mockService("action", {
    doAction: (name: string, { onClose }: { onClose: () => void }) => {
      expect.step(name);
      onClose();
    },
  });
  await mountChecklist(some);
  await contains(".o_suture_setup_step[data-code='tested'] button").click();
  await animationFrame();
  expect.verifySteps(["asked", "a.test", "asked"]);
});

test("a key that ends soon is told even when the checklist is over", async () => {
  await mountChecklist({ ...some, shown: false, warning: "The key ends in 3 days." });
  expect(".o_suture_key_warning span").toHaveText("The key ends in 3 days.");
  expect.verifySteps(["asked"]);
});

test("who does not set up is not asked anything and sees nothing", async () => {
  await mountChecklist(some, false);
  expect(".o_suture_setup_block").toHaveCount(0);
  expect.verifySteps([]);
});

test("a checklist that cannot be loaded is not there", async () => {
  await mountChecklist(makeServerError({ message: "boom" }));
  expect(".o_suture_setup_block").toHaveCount(0);
  expect.verifySteps(["asked"]);
});

const checks: Check[] = [
  { code: "address", title: "Address", state: "ok", text: "http://sidecar", advice: "" },
  { code: "tcp", title: "Machine", state: "failed", text: "Nothing listens.", advice: "Start it." },
  { code: "tls", title: "TLS", state: "skipped", text: "Not checked.", advice: "" },
];

test("the test of the connection says of each step how it went and what to do", async () => {
  onRpc("suture.setup", "test_connection", () => {
    expect.step("tested");
    return { ok: false, checks };
  });
  await mountWithCleanup(action("suture_connection_test"), propsOf());
  await animationFrame();
  expect(".alert-danger").toHaveCount(1);
  expect(queryAllTexts(".o_suture_advice")).toEqual(["Start it."]);
  expect(".o_suture_check[data-code='tcp'] > i").toHaveAttribute("aria-label", "failed");
  expect(".o_suture_check[data-code='tls'] > i").toHaveAttribute("aria-label", "not checked");
  await contains(".o_suture_test_again").click();
  await animationFrame();
  expect.verifySteps(["tested", "tested"]);
});

test("a test in which all is well says so", async () => {
  onRpc("suture.setup", "test_connection", () => ({ ok: true, checks: checks.slice(0, 1) }));
  await mountWithCleanup(action("suture_connection_test"), propsOf());
  await animationFrame();
  expect(".alert-success").toHaveText("The sidecar and Odoo can reach each other.");
});

const made: NewKey = {
  key: "0123456789abcdef",
  file: "/run/secrets/odoo-api-key",
  environment: "SUTURE_ODOO_URL=https://odoo\nSUTURE_ODOO_DATABASE=hospital",
  user: "Suture sidecar",
  days: 90,
  rotated: false,
};

test("a new key is shown with the settings of the sidecar", async () => {
  await mountWithCleanup(action("suture_key_ready"), propsOf(made));
  expect(".o_suture_key").toHaveText("0123456789abcdef");
  expect(".o_suture_environment").toHaveText(/SUTURE_ODOO_DATABASE=hospital/);
  expect(".o_suture_key_ready .alert").toHaveText(/belongs to Suture sidecar and is valid for 90 days/);
});

test("a rotated key needs no settings: the sidecar has them", async () => {
  await mountWithCleanup(action("suture_key_ready"), propsOf({ ...made, rotated: true }));
  expect(".o_suture_environment").toHaveCount(0);
  expect(".o_suture_key_ready").toHaveText(/picks up the new key within seconds/);
});
