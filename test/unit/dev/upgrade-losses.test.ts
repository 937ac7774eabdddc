import { describe, expect, it } from "vitest";
import { lossesInLog, lossesOf, unlikeNew, unproven } from "../../../dev/upgrade/losses.ts";
import { goesOnPurpose } from "../../../dev/upgrade/moves.ts";
import type { Snapshot } from "../../../dev/upgrade/snapshot.ts";

type Content = Record<string, Record<number, unknown>>;

/** A snapshot of columns with their values by row, as `{"table.column": {id: value}}`. */
function snapshot(content: Content, records: Record<string, string[]> = {}): Snapshot {
  const values = Object.entries(content).map(
    ([name, rows]) =>
      [name, new Map(Object.entries(rows).map(([id, value]) => [Number(id), value]))] as const,
  );
  return {
    columns: new Set(Object.keys(content)),
    rows: new Map(values.map(([name, rows]) => [name.split(".")[0] as string, rows.size])),
    content: new Map(values),
    records: new Map(Object.entries(records)),
  };
}

const terms = (text: string) => [{ term: "told.as-it-was", parameters: { text } }];

const CATALOGUE: Content = {
  "suture_catalogue_setting.path": {
    1: "price_tolerance_percent",
    2: "charge_account_id",
    3: "transit_days",
  },
  "suture_catalogue_setting.facts": { 1: { default: 2 }, 2: { default: null }, 3: { default: null } },
};
const BEFORE = snapshot({
  "suture_connection.code": { 1: "edi", 2: "ehr" },
  "suture_connection.price_tolerance_percent": { 1: 4.5, 2: 2 },
  "suture_connection.charge_account_id": { 1: 17, 2: null },
  "suture_connection.transit_days": { 1: 3, 2: 0 },
  "suture_exchange.reason": { 1: "An item is not known.", 2: null },
  "suture_exchange.findings": { 1: [{ code: "UNKNOWN_ITEM" }], 2: [] },
});
const AFTER: Content = {
  ...CATALOGUE,
  "suture_connection.code": { 1: "edi", 2: "ehr" },
  "suture_connection.policy": {
    1: { price_tolerance_percent: 4.5, charge_account_id: 17, transit_days: 3 },
    2: null,
  },
  "suture_exchange.reason_text": { 1: "An item is not known.", 2: null },
  "suture_exchange.reason_terms": { 1: terms("An item is not known."), 2: null },
  "suture_exchange.findings_data": { 1: [{ code: "UNKNOWN_ITEM" }], 2: [] },
};
const losses = (changes: Content) => lossesOf(BEFORE, snapshot({ ...AFTER, ...changes }));

describe("an upgrade of the addon's columns", () => {
  it("loses nothing if each value is where its column moved", () => {
    expect(losses({})).toEqual([]);
  });

  it.each([
    [
      "a policy",
      { 1: { price_tolerance_percent: 4.5, transit_days: 3 }, 2: null },
      "charge_account_id of row 1 meant 17",
    ],
    [
      "a policy with a default",
      { 1: { charge_account_id: 17, transit_days: 3 }, 2: null },
      "percent of row 1 meant 4.5",
    ],
    ["all policies", { 1: null, 2: null }, "transit_days of row 1 meant 3"],
  ])("loses the value of %s", (_what, policy, sentence) => {
    const found = losses({ "suture_connection.policy": policy });
    expect(found).toContainEqual(expect.stringContaining(sentence));
  });

  it("changes a value of a policy, also one that was at its default", () => {
    const policy = AFTER["suture_connection.policy"];
    const changed = { ...policy, 2: { price_tolerance_percent: 3, charge_account_id: 5, transit_days: 1 } };
    expect(losses({ "suture_connection.policy": changed })).toHaveLength(3);
  });

  it("loses or changes a sentence, in the terms or in the text", () => {
    expect(losses({ "suture_exchange.reason_terms": { 1: null, 2: null } })).toHaveLength(1);
    expect(losses({ "suture_exchange.reason_terms": { 1: terms("Another."), 2: null } })).toHaveLength(1);
    expect(losses({ "suture_exchange.reason_terms": { 1: [{ term: "other" }], 2: null } })).toHaveLength(1);
    expect(losses({ "suture_exchange.reason_terms": { 1: "plain", 2: null } })).toHaveLength(1);
    expect(losses({ "suture_exchange.reason_text": { 1: "Another.", 2: null } })).toHaveLength(1);
    expect(
      losses({ "suture_exchange.reason_text": { 1: "An item is not known.", 2: "Made up" } }),
    ).toHaveLength(1);
    expect(losses({ "suture_exchange.findings_data": { 1: [], 2: [] } })).toHaveLength(1);
  });

  it("loses a row, whether its columns moved or not", () => {
    expect(losses({ "suture_connection.code": { 1: "edi" } })).toEqual([
      "suture_connection.code has changed in the rows 2.",
    ]);
    expect(losses({ "suture_exchange.findings_data": { 1: [{ code: "UNKNOWN_ITEM" }] } })).toContain(
      "The row 2 of suture_exchange.findings is not in suture_exchange.findings_data.",
    );
    const gone = { ...snapshot(AFTER), rows: new Map([["suture_connection", 1]]) };
    expect(lossesOf(BEFORE, gone)).toContain("suture_connection had 2 rows, and has 1.");
  });

  it("changes a value in a column that stays", () => {
    expect(losses({ "suture_connection.code": { 1: "edi", 2: "other" } })).toHaveLength(1);
  });

  it("loses a column that moved nowhere, or to a place that does not exist", () => {
    const { "suture_connection.code": _code, "suture_exchange.findings_data": _data, ...rest } = AFTER;
    expect(lossesOf(BEFORE, snapshot(rest))).toEqual([
      "The column suture_connection.code is gone.",
      "suture_exchange.findings moved to suture_exchange.findings_data, which does not exist.",
    ]);
  });

  it("proves a move only by a value that would be missed", () => {
    const after = snapshot(AFTER);
    expect(unproven(BEFORE, after)).toEqual([]);
    const plain = snapshot({
      "suture_connection.price_tolerance_percent": { 1: 2 },
      "suture_connection.transit_days": { 1: 0 },
      "suture_exchange.reason": { 1: "" },
    });
    expect(unproven(plain, after)).toHaveLength(4);
  });
});

describe("records that an upgrade deletes", () => {
  it.each([
    "suture.field_suture_connection__wait_hours",
    "suture_account.field_suture_connection__wait_hours",
    "suture.field_suture_connection__option_order_type",
    "suture.connection_form_billing",
    "suture.selection__suture_exchange__reason_code__unknown_item",
    "suture.selection__suture_connection__x12_version__005010",
  ])("may go: %s", (xmlId) => {
    expect(goesOnPurpose(xmlId)).toBe(true);
  });

  it.each([
    "suture.field_suture_connection__code",
    "suture.selection__suture_connection__kind__edi",
    "suture.selection__suture_exchange__state",
    "suture.connection_form",
    "purchase.field_suture_connection__wait_hours",
    "",
  ])("must stay: %s", (xmlId) => {
    expect(goesOnPurpose(xmlId)).toBe(false);
    const before = snapshot({}, { "ir.model.fields,7": [xmlId] });
    expect(lossesOf(before, snapshot({}))).toHaveLength(1);
  });

  it("are found in Odoo's log, beside its errors", () => {
    const from = "INFO db odoo.addons.base.models.ir_model: Deleting";
    const bad = [
      `${from} 7@ir.model.fields.selection (suture.selection__suture_connection__kind__edi) `,
      `${from} 8@res.partner (base.partner)`,
      `${from} 9@ir.ui.view`,
      "2026 1 ERROR db odoo: it failed",
    ];
    const fine = [
      `${from} 6@ir.model.fields.selection (suture.selection__suture_exchange__state__done) `,
      "INFO",
    ];
    expect(lossesInLog([...fine, ...bad].join("\n"))).toEqual(bad);
  });
});

describe("an upgraded database beside a new one", () => {
  it("has the same XML ids and columns", () => {
    const fresh = snapshot({ "suture_exchange.a": {} }, { "ir.ui.view,1": ["suture.view"] });
    expect(unlikeNew(fresh, fresh)).toEqual([]);
    const other = snapshot({ "suture_exchange.b": {} }, { "ir.ui.view,1": ["suture.old"] });
    expect(unlikeNew(other, fresh)).toEqual([
      "suture.view is missing.",
      "suture.old is left over.",
      "suture_exchange.a is missing.",
      "suture_exchange.b is left over.",
    ]);
  });
});
