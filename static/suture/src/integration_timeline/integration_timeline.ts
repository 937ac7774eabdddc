import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { JourneySteps } from "../journey/journey_steps.ts";
import type { Journey } from "../journey/journey_types.ts";
import { _t } from "../l10n/translation.ts";

type Timeline = Pick<Journey, "steps"> & Partial<Journey>;

/** Shows the timeline in a JSON field as steps in the form. The steps have links to exchanges only if `can_open` is true. */
export class IntegrationTimeline extends Component<StandardFieldProps> {
  static override template = "suture.IntegrationTimeline";
  static components = { JourneySteps };
  static override props = { ...standardFieldProps };

  get timeline(): Timeline {
    return (this.props.record.data[this.props.name] || { steps: [] }) as Timeline;
  }

  get canOpen(): boolean {
    return this.timeline.can_open ?? false;
  }
}

export const integrationTimeline = {
  component: IntegrationTimeline,
  displayName: _t("Integration timeline"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
};

registry.category("fields").add("integration_timeline", integrationTimeline);
