import { Component } from "@odoo/owl";
import { JourneyStepItem } from "./journey_step_item.ts";
import type { JourneyStep } from "./journey_types.ts";

/** Shows the steps of a document's history in chronological order. */
export class JourneySteps extends Component<{ steps: JourneyStep[]; canOpen: boolean }> {
  static override template = "suture.JourneySteps";
  static components = { JourneyStepItem };
  static override props = { steps: Array, canOpen: Boolean };
}
