import { defineMailModels as __WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__ } from "@mail/../tests/mail_test_helpers";
import { describe as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__, expect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__, test as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__ } from "@odoo/hoot";
import { queryAllTexts as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__, queryRect as __WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryRect__ } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { defineModels as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__, fields as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__, models as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__, mountView as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__, onRpc as __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__ } from "@web/../tests/web_test_helpers";

;// external "@mail/../tests/mail_test_helpers"

;// external "@odoo/hoot"

;// external "@odoo/hoot-dom"

;// external "@suture/lib/suture"

;// external "@web/../tests/web_test_helpers"

;// ./static/suture/src/integration_panes/aligned_sections.ts
function aligned(panes) {
  const keyed = panes.map(withKeys);
  const keys = mergedKeys(keyed.map((sections) => [...sections.keys()]));
  return keyed.map(
    (sections) => keys.map((key) => {
      const line = key.startsWith(ALONE) ? "" : key;
      const section = sections.get(key) ?? null;
      return { key, line, section, missing: section === null && line !== "" && sections.size > 0 };
    })
  );
}
const ALONE = "#";
function withKeys(sections, pane) {
  const keyed = /* @__PURE__ */ new Map();
  sections.forEach((section, index) => {
    const isAlone = keyed.has(section.line) || section.line === "" && index > 0;
    keyed.set(isAlone ? `${ALONE}${pane}.${index}` : section.line, section);
  });
  return keyed;
}
function mergedKeys(lists) {
  const merged = [];
  for (const list of lists) {
    let at = 0;
    for (const key of list) {
      const known = merged.indexOf(key);
      if (known < 0) merged.splice(at, 0, key);
      at = (known < 0 ? at : known) + 1;
    }
  }
  return merged;
}
function alignedRows(sections) {
  const topics = sharedTopics(sections);
  return sections.map((section) => {
    if (section === null) return [];
    const left = new Set(section.rows);
    const beside = topics.map((topic) => {
      const row = bestAbout(topic, section, sections) ?? null;
      if (row) left.delete(row);
      return row;
    });
    return [...beside, ...section.rows.filter((row) => left.has(row))];
  });
}
function bestAbout(topic, own, all) {
  const about = (section) => section.rows.filter((row) => topicOf(row) === topic);
  const others = all.flatMap((section) => section && section !== own ? about(section) : []);
  const candidates = about(own);
  return candidates.find(({ value }) => others.some((other) => other.value === value)) ?? candidates[0];
}
function sharedTopics(sections) {
  const all = sections.map((section) => new Set((section?.rows ?? []).map(topicOf).filter(Boolean)));
  const order = [...new Set([...all].reverse().flatMap((topics) => [...topics]))];
  return order.filter((topic) => all.filter((topics) => topics.has(topic)).length > 1);
}
const topicOf = ({ fields: [first = ""] }) => first;

;// ./static/suture/tests/aligned_panes.test.ts






const row = (label, value, topic = "") => ({
  label,
  value,
  fields: topic ? [topic] : [],
  flag: false
});
const line = (number, ...rows) => ({
  title: `Line ${number}`,
  line: number,
  flag: false,
  rows
});
const theirs = [
  line("1", row("Status", "Changed"), row("Quantity", "4 Box", "quantity"), row("Price", "34.90", "price")),
  line("3", row("Price", "7.00", "price"))
];
const ours = [
  line("1", row("Price", "31.80", "price"), row("Received", "0"), row("Quantity", "4 Box", "quantity")),
  line("2", row("Price", "5.00", "price"))
];
const panes = {
  arrived: { sections: [], empty: "Nothing was received." },
  understood: { sections: theirs, empty: "" },
  ours: { sections: ours, empty: "" }
};
class Exchange extends __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_models__.Model {
  _name = "suture.exchange";
  panes = __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_fields__.Json();
  _records = [{ id: 1, panes }];
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_describe__.current.tags("desktop");
__WEBPACK_EXTERNAL_MODULE__mail_tests_mail_test_helpers_a5c22b0f_defineMailModels__();
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_defineModels__([Exchange]);
__WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_onRpc__("has_group", () => true);
async function mountPanes() {
  const arch = `<form><field name="panes" widget="integration_panes"/></form>`;
  await __WEBPACK_EXTERNAL_MODULE__web_tests_web_test_helpers_0afb6829_mountView__({ type: "form", resModel: "suture.exchange", resId: 1, arch });
}
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("lines that only one document has leave a gap in the other, in the order of the lines", () => {
  const [left = [], right = []] = aligned([theirs, ours]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(left.map(({ line: number, missing }) => [number, missing])).toEqual([
    ["1", false],
    ["2", true],
    ["3", false]
  ]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(right.map(({ line: number, missing }) => [number, missing])).toEqual([
    ["1", false],
    ["2", false],
    ["3", true]
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("a new record has a place of its own, not that of the document", () => {
  const head = { ...line(""), title: "Document" };
  const created = { ...line(""), title: "New: BILL/1" };
  const titles = aligned([
    [head, ...theirs],
    [...ours, created]
  ]).map((places) => places.map(({ section }) => section?.title ?? ""));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(titles).toEqual([
    ["Document", "Line 1", "", "", "Line 3"],
    ["", "Line 1", "Line 2", "New: BILL/1", ""]
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("values about the same field stand in the same row, the others below", () => {
  const rows = alignedRows([theirs[0] ?? null, ours[0] ?? null]);
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(rows.map((each) => each.map((one) => one?.label ?? ""))).toEqual([
    ["Price", "Quantity", "Status"],
    ["Price", "Quantity", "Received"]
  ]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("of two values about a field, the one that the other document has stands beside it", () => {
  const answer = line("", row("Answer", "AC", "order"), row("Order number", "P1", "order"));
  const order = line("", row("Order", "P1", "order"));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(alignedRows([answer, order])[0]?.map((one) => one?.label)).toEqual(["Order number", "Answer"]);
});
__WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_test__("the same line has the same height in each pane, and a missing line says so", async () => {
  await mountPanes();
  const top = (selector) => Math.round(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryRect__(selector).top);
  const cell = (pane, number, label) => `[data-pane='${pane}'] [data-line='${number}'] .o_suture_pane_row:has(dt:contains(${label}))`;
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(top(cell("understood", "1", "Price"))).toBe(top(cell("ours", "1", "Price")));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(top(cell("understood", "1", "Quantity"))).toBe(top(cell("ours", "1", "Quantity")));
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(top("[data-pane='understood'] .o_suture_pane_missing")).toBe(
    top("[data-pane='ours'] [data-line='2'].o_suture_pane_section")
  );
  __WEBPACK_EXTERNAL_MODULE__odoo_hoot_016a07dd_expect__(__WEBPACK_EXTERNAL_MODULE__odoo_hoot_dom_5d285497_queryAllTexts__(".o_suture_pane_missing")).toEqual([
    "Line 2 is missing here",
    "Line 3 is missing here"
  ]);
});

