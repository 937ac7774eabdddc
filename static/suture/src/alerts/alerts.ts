import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type OrmService, useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";

export type Alert = {
  level: "danger" | "warning" | "info";
  message: string;
  action_text?: string;
  action?: { view_mode?: string; views?: [false, string][] };
  /** The model, method and record IDs that the button calls. */
  action_call?: [string, string, number[]];
};
type Named = Alert & { name: string };
const gravest = ["danger", "warning", "info"];

/** Shows the alerts of a document above its form, the most serious first, each with a button. The alerts are in a JSON field. */
export class Alerts extends Component<StandardFieldProps> {
  static override template = "suture.Alerts";
  static override props = { ...standardFieldProps };

  private orm!: OrmService;
  private action!: { doAction(action: unknown): Promise<unknown> };

  override setup(): void {
    this.orm = useService("orm");
    this.action = useService("action");
  }

  get alerts(): Named[] {
    const told = (this.props.record.data[this.props.name] || {}) as Record<string, Alert>;
    return Object.entries(told)
      .map(([name, alert]) => ({ name, ...alert }))
      .sort((a, b) => gravest.indexOf(a.level) - gravest.indexOf(b.level));
  }

  async onAct({ action, action_call: call }: Alert): Promise<void> {
    if (call) {
      const [model, method, ids] = call;
      await this.orm.call(model, method, [ids]);
      await this.action.doAction("soft_reload");
    } else await this.action.doAction(action);
  }
}

export const alerts = {
  component: Alerts,
  displayName: _t("Integration alerts"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
};

registry.category("fields").add("suture_alerts", alerts);
