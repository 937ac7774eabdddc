import { Component, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";

/** Shows the canonical document of an exchange as indented JSON, collapsed at first. */
export class IntegrationPayload extends Component<StandardFieldProps> {
  static override template = "suture.IntegrationPayload";
  static override props = { ...standardFieldProps };

  private view!: { isOpen: boolean };

  override setup(): void {
    this.view = useState({ isOpen: false });
  }

  get value(): unknown {
    return this.props.record.data[this.props.name];
  }

  get isOpen(): boolean {
    return this.view.isOpen;
  }

  get formatted(): string {
    return JSON.stringify(this.value, null, 2);
  }

  toggle(): void {
    this.view.isOpen = !this.view.isOpen;
  }
}

export const integrationPayload = {
  component: IntegrationPayload,
  displayName: _t("Integration document"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("integration_payload", integrationPayload);
