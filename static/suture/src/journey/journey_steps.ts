import { Component } from "@odoo/owl";
import { JourneyStepItem } from "./journey_step_item.ts";
import type { JourneyStep } from "./journey_types.ts";

/** The steps of a document's journey, one under the other in the order of time. */
export class JourneySteps extends Component<{ steps: JourneyStep[]; canOpen: boolean }> {
  static override template = "suture.JourneySteps";
  static components = { JourneyStepItem };
  static override props = { steps: Array, canOpen: Boolean };
}
