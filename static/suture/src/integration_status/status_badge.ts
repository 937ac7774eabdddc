import { Component } from "@odoo/owl";
import type { IntegrationState } from "../journey/journey_types.ts";

type Look = { icon: string; color: string };

/** The icon and colour of each state. The icon and the label distinguish the states even without the colour. */
const looks: Record<IntegrationState, Look> = {
  none: { icon: "fa-circle-o", color: "bg-200 text-700" },
  in_progress: { icon: "fa-paper-plane-o", color: "text-bg-300" },
  retrying: { icon: "fa-refresh", color: "text-bg-info" },
  attention: { icon: "fa-exclamation-circle", color: "text-bg-danger" },
  changed: { icon: "fa-pencil", color: "text-bg-warning" },
  synced: { icon: "fa-check", color: "text-bg-success" },
};

/** Shows the integration state of a document as a badge in Odoo's own style. */
export class StatusBadge extends Component<{ state: IntegrationState; label: string }> {
  static override template = "suture.StatusBadge";
  static override props = { state: String, label: String };

  get look(): Look {
    return looks[this.props.state];
  }
}
