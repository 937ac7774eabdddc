import { waitForChannels as __WEBPACK_EXTERNAL_MODULE__bus_tests_bus_test_helpers_433275e3_waitForChannels__ } from "@bus/../tests/bus_test_helpers";
import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__, waitFor as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__ } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { MockServer as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_MockServer__, contains as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__, defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, getService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__, makeServerError as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_makeServerError__, mockService as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@bus/../tests/bus_test_helpers"

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture/tests/integration_panes.test.ts






const line = (number, price, flag = false) => ({
  title: `Line ${number}`,
  line: number,
  flag,
  rows: [{ label: "Price", value: price, fields: ["price"], flag }]
});
const head = {
  title: "Document",
  line: "",
  flag: false,
  rows: [{ label: "Order", value: "P00012", fields: ["order"], flag: false }]
};
const panes = {
  arrived: { sections: [head, line("1", "5.25", true)], empty: "" },
  understood: { sections: [head, line("1", "5.25 USD", true)], empty: "" },
  ours: {
    sections: [head, line("1", "4.50 USD", true)],
    empty: "",
    record: { model: "purchase.order", id: 7, name: "P00012" }
  }
};
const six = ["1", "2", "3", "4", "5", "6"];
const integration_panes_test_long = six.map((number) => line(number, "5.00", number === "4"));
const nothing = { sections: [], empty: "It is not linked to a record in Odoo yet." };
const value = (pointer, kind, stands) => ({
  label: pointer,
  value: stands,
  pointer,
  kind,
  fields: [],
  flag: false
});
const integration_panes_test_status = {
  ...value("/lines/0/status", "choice", "accepted"),
  choices: [
    { value: "accepted", label: "Accepted" },
    { value: "rejected", label: "Rejected" }
  ]
};
const correctable = {
  ...panes,
  understood: {
    ...panes.understood,
    editable: [
      { title: "Document", line: "", flag: false, rows: [value("/date", "date", "2026-11-27")] },
      {
        title: "Line 1",
        line: "1",
        flag: true,
        rows: [
          value("/lines/0/price/amount", "decimal", "5.25"),
          value("/lines/0/urgent", "boolean", false),
          integration_panes_test_status
        ]
      }
    ]
  }
};
const previewed = {
  ...panes,
  ours: {
    sections: [
      {
        ...line("1", "4.50 USD"),
        rows: [
          { label: "Price", value: "4.50 USD", fields: ["price"], flag: false, to: "5.25 USD" },
          { label: "Quantity", value: "10 Units", fields: ["quantity"], flag: false }
        ]
      },
      {
        title: "New: BILL/1",
        line: "",
        flag: false,
        rows: [{ label: "Reference", value: "", fields: [], flag: false, to: "INV-1" }]
      }
    ],
    empty: "",
    preview: { outcome: "would-apply", note: "Price 5.25 instead of 4.50." }
  }
};
class Exchange extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.exchange";
  panes = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _records = [
    { id: 1, panes },
    {
      id: 2,
      panes: {
        arrived: nothing,
        understood: { sections: [head, ...integration_panes_test_long], empty: "" },
        ours: { sections: [head, ...six.map((number) => line(number, "4.00"))], empty: "" }
      }
    },
    {
      id: 3,
      panes: {
        arrived: nothing,
        understood: { sections: [head, ...six.map((n) => line(n, "1"))], empty: "" },
        ours: nothing
      }
    },
    { id: 4, panes: false },
    { id: 5, panes: correctable },
    { id: 6, panes: previewed }
  ];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Exchange]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
async function mountPanes(resId) {
  const arch = `<form><field name="panes" widget="integration_panes"/></form>`;
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({ type: "form", resModel: "suture.exchange", resId, arch });
}
const linesOf = (pane) => __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(`[data-pane='${pane}'] [data-line]:not([data-line='']) h4`);
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the three panes stand side by side, each a region with its name", async () => {
  await mountPanes(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_panes h3")).toEqual(["Received document", "Decoded document", "In Odoo"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("section[data-pane='ours']").toHaveAttribute("aria-label", "In Odoo");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the field in question is marked in all three, in words too", async () => {
  await mountPanes(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_pane_row[data-flag] dd")).toEqual([
    "5.25\n(open)",
    "5.25 USD\n(open)",
    "4.50 USD\n(open)"
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_section[data-flag] [role='img'][aria-label='Open']").toHaveCount(3);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='ours'] [data-line=''] .o_suture_pane_row").not.toHaveAttribute("data-flag");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the record behind the third pane can be opened", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mockService__("action", { doAction: (action) => __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(JSON.stringify(action)) });
  await mountPanes(1);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-pane='ours'] .o_suture_pane_record").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([
    JSON.stringify({
      type: "ir.actions.act_window",
      res_model: "purchase.order",
      res_id: 7,
      views: [[false, "form"]],
      target: "current"
    })
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("of a long document the line in question is shown, in every pane; the others when asked for", async () => {
  await mountPanes(2);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(linesOf("understood")).toEqual(["Line 4"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(linesOf("ours")).toEqual(["Line 4"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_lines").toHaveAttribute("aria-expanded", "false");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_lines").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(linesOf("ours")).toEqual(six.map((number) => `Line ${number}`));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_lines").toHaveAttribute("aria-expanded", "true");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_lines").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(linesOf("ours")).toEqual(["Line 4"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a long document in which no line is in question begins with its first lines", async () => {
  await mountPanes(3);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(linesOf("understood")).toEqual(["Line 1", "Line 2", "Line 3"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a pane without anything to show says why", async () => {
  await mountPanes(2);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='arrived'] .o_suture_pane_empty").toHaveText(
    "It is not linked to a record in Odoo yet."
  );
});
const amount = "[data-pointer='/lines/0/price/amount'] input";
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a value is corrected in its place, with a reason, and only what was changed is told", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "correct_fields", ({ args }) => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(JSON.stringify(args));
    return true;
  });
  await mountPanes(5);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_correct").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_editor_save").toHaveAttribute("disabled");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(amount).edit("4.50");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-pointer='/lines/0/urgent'] input").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_editor_save").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_editor_reason").toHaveClass("is-invalid");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([]);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_editor_reason").edit("Mistyped.");
  const changes = [
    { pointer: "/lines/0/price/amount", from: "5.25", to: "4.50" },
    { pointer: "/lines/0/urgent", from: false, to: true }
  ];
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([JSON.stringify([[5], changes, "Mistyped."])]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_editor").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a value of an enumeration is chosen by its label", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "preview_fields", ({ args }) => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(JSON.stringify(args[1]));
    return true;
  });
  await mountPanes(5);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_correct").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("[data-pointer='/lines/0/status'] option")).toEqual(["", "Accepted", "Rejected"]);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__("[data-pointer='/lines/0/status'] select").select("rejected");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_editor_preview").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([JSON.stringify([{ pointer: "/lines/0/status", from: "accepted", to: "rejected" }])]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a value of another kind is not sent; what stands there is said", async () => {
  await mountPanes(5);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_correct").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(amount).edit("five");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pointer='/lines/0/price/amount'] .invalid-feedback").toHaveText("A number, such as 12.50");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_editor_save").toHaveAttribute("disabled");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_editor_preview").toHaveAttribute("disabled");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_editor_discard").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_editor").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='understood'] [data-line='1'] dd").toHaveCount(1);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a correction is looked at without being made; what was entered stays", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "preview_fields", ({ args }) => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(JSON.stringify(args[1]));
    return true;
  });
  await mountPanes(5);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_correct").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(amount).edit("4.75");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_editor_preview").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([JSON.stringify([{ pointer: "/lines/0/price/amount", from: "5.25", to: "4.75" }])]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(amount).toHaveValue("4.75");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a server that refuses leaves what was entered", async () => {
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.errors(1);
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "correct_fields", () => {
    throw __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_makeServerError__({ message: "The document has changed in the meantime." });
  });
  await mountPanes(5);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_correct").click();
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(amount).edit("4.75");
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_editor_reason").edit("Mistyped.");
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__(".o_error_dialog, .modal");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifyErrors([/changed in the meantime/]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(amount).toHaveValue("4.75");
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("what is not to be corrected has no such button", async () => {
  await mountPanes(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_correct").toHaveCount(0);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the third pane shows what would stand there beside what stands there", async () => {
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "action_forget_preview", ({ args }) => {
    __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.step(JSON.stringify(args));
    return true;
  });
  await mountPanes(6);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__("[data-pane='ours'] [data-changes] dd")).toEqual(["4.50 USD5.25 USD", "INV-1"]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='ours'] [role='img'][aria-label='would become']").toHaveCount(1);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='ours'] .o_suture_pane_preview strong").toHaveText("It would be applied");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='ours'] .o_suture_pane_preview_text").toHaveText("Price 5.25 instead of 4.50.");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__("[data-pane='understood'] [data-changes]").toHaveCount(0);
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_contains__(".o_suture_pane_forget").click();
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__.verifySteps([JSON.stringify([[6]])]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the panes are read again when the answer to a preview arrives, their own only", async () => {
  await mountPanes(1);
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_getService__("bus_service").addChannel("suture_test");
  await __WEBPACK_EXTERNAL_MODULE__bus_tests_bus_test_helpers_433275e3_waitForChannels__(["suture_test"]);
  const reads = [];
  __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("suture.exchange", "web_read", ({ args }) => {
    reads.push(...args[0]);
    return [{ id: 1, panes: previewed }];
  });
  const tell = (id) => __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_MockServer__.env["bus.bus"]?._sendone("suture_test", "suture.exchange/preview", { id });
  tell(2);
  tell(1);
  await __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_waitFor__(".o_suture_pane_preview");
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(reads).toEqual([1]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("without panes nothing is shown", async () => {
  await mountPanes(4);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane").toHaveCount(0);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(".o_suture_pane_lines").toHaveCount(0);
});

