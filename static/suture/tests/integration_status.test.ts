import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { describe, expect, test } from "@odoo/hoot";
import { press } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import "@suture/lib/suture";
import { contains, defineModels, mountView, onRpc } from "@web/../tests/web_test_helpers";
import { journeyOf, mountOrderForm, Order, stepOf } from "./journey_fixture.ts";

describe.current.tags("desktop");
defineMailModels();
defineModels([Order]);
onRpc("has_group", () => true);

const button = ".o_field_integration_status button[aria-haspopup='dialog']";

async function mountOrderList(): Promise<void> {
  await mountView({
    type: "list",
    resModel: "purchase.order",
    arch: `<list><field name="name"/><field name="integration_state" widget="integration_status"/></list>`,
    selectRecord: (resId) => expect.step(`open record ${resId}`),
  });
}

function badgeOf(name: string): string {
  return `.o_data_row:contains(${name}) .badge`;
}

test("each state has its text, its colour and its icon", async () => {
  await mountOrderList();
  const expected = [
    ["P00001", "Not sent", "bg-200", "fa-circle-o"],
    ["P00002", "On its way", "text-bg-300", "fa-paper-plane-o"],
    ["P00003", "Retrying", "text-bg-info", "fa-refresh"],
    ["P00004", "Needs attention", "text-bg-danger", "fa-exclamation-circle"],
    ["P00006", "Changed, not sent", "text-bg-warning", "fa-pencil"],
    ["P00005", "In sync", "text-bg-success", "fa-check"],
  ] as const;
  for (const [name, text, color, icon] of expected) {
    expect(badgeOf(name)).toHaveText(text);
    expect(badgeOf(name)).toHaveClass(color);
    expect(`${badgeOf(name)} .fa`).toHaveClass(icon);
  }
});

test("in a list a click on the badge opens the popover, not the record", async () => {
  onRpc("get_integration_journey", ({ model, args }) => {
    expect.step(`${model} ${JSON.stringify(args)}`);
    return journeyOf([stepOf({ title: "Sent to Harbor Medical Supply" })]);
  });
  await mountOrderList();
  await contains(badgeOf("P00005")).click();
  expect(".o_popover .o_suture_step_title").toHaveText("Sent to Harbor Medical Supply");
  expect.verifySteps(["purchase.order [[5]]"]);

  await contains(".o_data_row:contains(P00005) [name='name']").click();
  expect.verifySteps(["open record 5"]);
});

test("in a list the Enter key on the badge stays with the badge", async () => {
  onRpc("get_integration_journey", () => journeyOf([]));
  await mountOrderList();
  await contains(`.o_data_row:contains(P00004) ${button}`).focus();
  await press("Enter");
  await animationFrame();
  expect(".o_popover").toHaveCount(1);
  expect.verifySteps([]);
});

test("the button says whether its popover is open; Escape closes it and the focus returns", async () => {
  onRpc("get_integration_journey", () => journeyOf([]));
  await mountOrderForm(5);
  expect(button).toHaveAttribute("aria-expanded", "false");

  await contains(button).click();
  expect(".o_popover[role='dialog']").toHaveCount(1);
  expect(button).toHaveAttribute("aria-expanded", "true");

  await press("Escape");
  await animationFrame();
  expect(".o_popover").toHaveCount(0);
  expect(button).toHaveAttribute("aria-expanded", "false");
  expect(button).toBeFocused();
});

test("a second click closes the popover", async () => {
  onRpc("get_integration_journey", () => journeyOf([]));
  await mountOrderForm(5);
  await contains(button).click();
  expect(".o_popover").toHaveCount(1);
  await contains(button).click();
  expect(".o_popover").toHaveCount(0);
});

test("a new record shows its badge without a popover", async () => {
  await mountOrderForm();
  expect(".o_field_integration_status .badge").toHaveText("Not sent");
  expect(".o_field_integration_status button").toHaveCount(0);
});
