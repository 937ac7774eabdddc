import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__ } from "@odoo/hoot-dom";
import { animationFrame as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__ } from "@odoo/hoot-mock";
import { registry as __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__ } from "@web/core/registry";
import "@suture/lib/suture";
import { contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, makeServerError as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_makeServerError__, mockService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__, mountWithCleanup as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@odoo/hoot-mock"

;// external "@web/core/registry"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture/tests/setup_checklist.test.ts







__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
const action = (tag) => __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("actions").get(tag);
const propsOf = (params = {}) => ({
  props: { action: { params }, actionId: 1, updateActionState() {
  }, className: "" }
});
const steps = [
  {
    code: "address",
    title: "Address",
    text: "Where it is",
    done: true,
    button: "Settings",
    action: "a.settings"
  },
  { code: "user", title: "User", text: "Somebody else's", done: false, button: "User", action: false },
  { code: "tested", title: "Test", text: "There and back", done: false, button: "Test", action: "a.test" },
  { code: "live", title: "Live", text: "A partner", done: false, button: "Connections", action: "a.live" }
];
const some = { shown: true, done: 1, of: 4, steps, warning: "" };
async function mountChecklist(checklist, isMember = true) {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => isMember);
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.setup", "get_checklist", () => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step("asked");
    if (checklist instanceof Error) {
      throw checklist;
    }
    return checklist;
  });
  const { Renderer } = __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("views").get("suture_setup_list");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__(Renderer.components.SetupChecklist, { props: { always: false } });
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the checklist says what is done, and offers what can be done by this person", async () => {
  await mountChecklist(some);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_setup_progress").toHaveText("1 of 4 done");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_setup_step[data-done='1']").toHaveCount(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_setup_step button")).toEqual(["Settings", "Test", "Connections"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_setup_step .btn-primary").toHaveText("Test");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_setup_step[data-code='address'] i").toHaveAttribute("aria-label", "done");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_key_warning").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["asked"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a step leads to its action, and is looked at again afterwards", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__("action", {
    doAction: (name, { onClose }) => {
      __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(name);
      onClose();
    }
  });
  await mountChecklist(some);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_setup_step[data-code='tested'] button").click();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["asked", "a.test", "asked"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a key that ends soon is told even when the checklist is over", async () => {
  await mountChecklist({ ...some, shown: false, warning: "The key ends in 3 days." });
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_key_warning span").toHaveText("The key ends in 3 days.");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["asked"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("who does not set up is not asked anything and sees nothing", async () => {
  await mountChecklist(some, false);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_setup_block").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a checklist that cannot be loaded is not there", async () => {
  await mountChecklist(__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_makeServerError__({ message: "boom" }));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_setup_block").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["asked"]);
});
const checks = [
  { code: "address", title: "Address", state: "ok", text: "http://sidecar", advice: "" },
  { code: "tcp", title: "Machine", state: "failed", text: "Nothing listens.", advice: "Start it." },
  { code: "tls", title: "TLS", state: "skipped", text: "Not checked.", advice: "" }
];
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the test of the connection says of each step how it went and what to do", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.setup", "test_connection", () => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step("tested");
    return { ok: false, checks };
  });
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__(action("suture_connection_test"), propsOf());
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".alert-danger").toHaveCount(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_advice")).toEqual(["Start it."]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_check[data-code='tcp'] > i").toHaveAttribute("aria-label", "failed");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_check[data-code='tls'] > i").toHaveAttribute("aria-label", "not checked");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_test_again").click();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["tested", "tested"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a test in which all is well says so", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.setup", "test_connection", () => ({ ok: true, checks: checks.slice(0, 1) }));
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__(action("suture_connection_test"), propsOf());
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".alert-success").toHaveText("The sidecar and Odoo can reach each other.");
});
const made = {
  key: "0123456789abcdef",
  file: "/run/secrets/odoo-api-key",
  environment: "SUTURE_ODOO_URL=https://odoo\nSUTURE_ODOO_DATABASE=hospital",
  user: "Suture sidecar",
  days: 90,
  rotated: false
};
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a new key is shown with the settings of the sidecar", async () => {
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__(action("suture_key_ready"), propsOf(made));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_key").toHaveText("0123456789abcdef");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_environment").toHaveText(/SUTURE_ODOO_DATABASE=hospital/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_key_ready .alert").toHaveText(/belongs to Suture sidecar and is valid for 90 days/);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a rotated key needs no settings: the sidecar has them", async () => {
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountWithCleanup__(action("suture_key_ready"), propsOf({ ...made, rotated: true }));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_environment").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_key_ready").toHaveText(/picks up the new key within seconds/);
});

