import { fields, models, mountView } from "@web/../tests/web_test_helpers";
import type { Journey, JourneyStep } from "../src/journey/journey_types.ts";

/** A mock of the model of purchase orders, with one record for each integration state. */
export class Order extends models.Model {
  override _name = "purchase.order";

  name = fields.Char();
  integration_state = fields.Selection({
    selection: [
      ["none", "Not sent"],
      ["in_progress", "On its way"],
      ["retrying", "Retrying"],
      ["attention", "Needs attention"],
      ["changed", "Changed, not sent"],
      ["synced", "In sync"],
    ],
  });

  override _records = [
    { id: 1, name: "P00001", integration_state: "none" },
    { id: 2, name: "P00002", integration_state: "in_progress" },
    { id: 3, name: "P00003", integration_state: "retrying" },
    { id: 4, name: "P00004", integration_state: "attention" },
    { id: 6, name: "P00006", integration_state: "changed" },
    { id: 5, name: "P00005", integration_state: "synced" },
  ];
}

/** Returns a finished step that has only a title, with the given values replaced. */
export function stepOf(given: Partial<JourneyStep>): JourneyStep {
  return {
    id: 0,
    icon: "fa-check",
    title: "Order confirmed",
    detail: false,
    state: "done",
    tone: "success",
    state_label: "",
    at: false,
    by: false,
    lines: [],
    reason: false,
    suggestion: false,
    next_attempt_at: false,
    link: false,
    ...given,
  };
}

/** Returns a history with these steps for a user with access to exchanges, with the given values replaced. */
export function journeyOf(steps: JourneyStep[], given: Partial<Journey> = {}): Journey {
  return { state: "synced", label: "In sync", note: false, can_open: true, steps, ...given };
}

/** Opens the form of an order, or of a new order if no ID is given. */
export async function mountOrderForm(resId?: number): Promise<void> {
  await mountView({
    type: "form",
    resModel: "purchase.order",
    ...(resId === undefined ? {} : { resId }),
    arch: `<form><sheet><field name="name"/><field name="integration_state" widget="integration_status"/></sheet></form>`,
  });
}
