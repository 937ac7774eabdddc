import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { queryAllTexts } from "@odoo/hoot-dom";
import "@suture/lib/suture";
import { defineModels, fields, models, mountView, onRpc } from "@web/../tests/web_test_helpers";
import type { Correction } from "../src/integration_corrections/integration_corrections.ts";

const correction = (by: string, refused: string | boolean): Correction => ({
  at: "2026-11-20 09:30:00",
  by,
  reason: "Mistyped.",
  refused,
  changes: [
    { label: "Price · Amount", line: "1", from: "5.25", to: "4.50" },
    { label: "Order", line: "", from: "P1", to: "" },
  ],
});

class Exchange extends models.Model {
  override _name = "suture.exchange";

  corrections = fields.Json();

  override _records = [
    { id: 1, corrections: [correction("Ann", "/date: Invalid ISO date"), correction("Ben", false)] },
    { id: 2, corrections: false },
  ];
}

describe.current.tags("desktop");
defineMailModels();
defineModels([Exchange]);
onRpc("has_group", () => true);

const mount = (resId: number) =>
  mountView({
    type: "form",
    resModel: "suture.exchange",
    resId,
    arch: `<form><field name="corrections" widget="integration_corrections"/></form>`,
  });

test("who corrected what, the last one first, and what was not taken", async () => {
  await mount(1);
  expect(queryAllTexts(".o_suture_correction h4").map((text) => text.split(", ").at(-1))).toEqual([
    "Ben",
    "Ann",
  ]);
  expect(queryAllTexts(".o_suture_correction:first-child tbody tr")).toEqual([
    "Line 1, Price · Amount 5.25 4.50",
    "Order P1",
  ]);
  expect(".o_suture_correction .text-danger").toHaveCount(1);
  expect(".o_suture_correction:nth-child(2) .text-danger").toHaveText(/Invalid ISO date/);
});

test("without a correction it says so", async () => {
  await mount(2);
  expect(".o_suture_corrections").toHaveText("No corrections.");
});
