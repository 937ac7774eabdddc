import { waitForChannels as __WEBPACK_EXTERNAL_MODULE__bus_tests_bus_test_helpers_433275e3_waitForChannels__ } from "@bus/../tests/bus_test_helpers";
import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { beforeEach as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_beforeEach__, describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__, waitFor as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__ } from "@odoo/hoot-dom";
import { advanceTime as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_advanceTime__, animationFrame as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__ } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import { MockServer as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_MockServer__, contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, getService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@bus/../tests/bus_test_helpers"

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@odoo/hoot-mock"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture/tests/rehearsal.test.ts







const answer = {
  outcome: "read",
  format: "x12",
  more: 4,
  messages: [
    {
      envelope: [
        {
          what: "sender",
          label: "Sender",
          place: "ISA05, ISA06",
          found: "ZZ STRANGER",
          expected: ["ZZ ACME"],
          fits: false
        },
        {
          what: "receiver",
          label: "Receiver",
          place: "ISA07, ISA08",
          found: null,
          expected: [],
          fits: false
        }
      ],
      problem: { reason_code: "UNKNOWN_PARTNER", reason: "Somebody else sent it.", suggestion: "Ask." },
      passed_over: false,
      more: 0,
      documents: [
        {
          code: "855",
          type: "OrderResponse",
          number: "P1",
          counts: [{ label: "Unknown item", count: 3 }],
          preview: { outcome: "exception", reason: "An item is not known.", suggestion: "Enter it." },
          sections: [
            {
              title: "Document",
              line: "",
              flag: false,
              rows: [{ label: "Number", value: "<b>P1</b>", fields: [], flag: false }]
            }
          ]
        }
      ]
    }
  ]
};
const none = { state: "none", name: "", answer: null, last_contact: null };
const asked = { state: "asked", name: "855.x12", answer: null, last_contact: null };
const answered = { state: "answered", name: "855.x12", answer, last_contact: null };
let trial = none;
class Connection extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.connection";
  rehearsal = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _records = [{ id: 1, rehearsal: false }];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Connection]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.connection", "get_rehearsal", () => trial);
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_beforeEach__(() => {
  trial = none;
});
const mountTrial = () => __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({
  type: "form",
  resModel: "suture.connection",
  resId: 1,
  arch: `<form><field name="rehearsal" widget="suture_rehearsal"/></form>`
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the envelope, the document and what to do stand there in words, and as text", async () => {
  trial = answered;
  await mountTrial();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("[data-what='sender'] td")).toEqual([
    "Sender ISA05, ISA06",
    "ZZ STRANGER",
    "ZZ ACME",
    "differs"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("[data-what='receiver'] td")).toEqual([
    "Receiver ISA07, ISA08",
    "no identifier",
    "nothing agreed yet",
    "differs"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_rehearsal_answer .alert-danger").toHaveText(/Somebody else sent it/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".card .badge")).toEqual(["Would become an exception", "Unknown item \xD7 3"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_rehearsal_answer").toHaveText(/4 more messages/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_rehearsal_answer dd b").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("pasted text is sent as it is, and the answer appears when it is there", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.connection", "rehearse", ({ args }) => {
    const [ids, content, name] = args;
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(`${ids} ${atob(content)} ${name}`);
    trial = asked;
    return true;
  });
  await mountTrial();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_try_text").toHaveAttribute("disabled");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("#suture_rehearsal_text").edit("ISA*00~", { confirm: false });
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_try_text").click();
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps(["1 ISA*00~ Pasted text"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_rehearsal [role='status']").toHaveText(/Waiting for the sidecar to process 855.x12/);
  trial = answered;
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_advanceTime__(2e3);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__("[data-what='sender']");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_rehearsal [role='status']").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a sidecar that does not answer: what to check, and the answer all the same when it comes", async () => {
  trial = asked;
  await mountTrial();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".alert-warning").toHaveCount(0);
  for (let second = 0; second < 30; second += 2) {
    await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_advanceTime__(2e3);
    await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_mock_06f91ffa_animationFrame__();
  }
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".alert-warning").toHaveText(/has not responded for 30 seconds/);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".alert-warning").toHaveText(/It has not loaded this connection yet/);
  trial = answered;
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__("bus_service").addChannel("suture_test");
  await __WEBPACK_EXTERNAL_MODULE__bus_tests_bus_test_helpers_433275e3_waitForChannels__(["suture_test"]);
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_MockServer__.env["bus.bus"]?._sendone("suture_test", "suture.connection/rehearsal", { id: 1 });
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__("[data-what='sender']");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".alert-warning").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what cannot be tried says why", async () => {
  trial = { ...answered, answer: { outcome: "refused", reason: "The request to Odoo failed." } };
  await mountTrial();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".alert-danger").toHaveText(/The request to Odoo failed/);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a sample of what would be sent is shown as text", async () => {
  const sample = { name: "850.x12", text: "ISA*00*<script>~\nGS*PO~" };
  trial = { ...answered, answer: { outcome: "sample", format: "x12", messages: [], sample } };
  await mountTrial();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_rehearsal_answer pre").toHaveText("ISA*00*<script>~\nGS*PO~");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_rehearsal_answer p").toHaveCount(1);
});

