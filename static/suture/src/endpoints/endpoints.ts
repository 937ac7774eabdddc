import { Component } from "@odoo/owl";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { registry } from "@web/core/registry";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";

export type Endpoint = {
  readonly code: string;
  readonly label: string;
  readonly help: string;
  readonly address: string;
};

/** Shows the endpoints to which the partner sends messages, each with a button that copies its address. */
export class Endpoints extends Component<StandardFieldProps> {
  static override template = "suture.Endpoints";
  static components = { CopyButton };
  static override props = { ...standardFieldProps };

  get endpoints(): readonly Endpoint[] {
    return (this.props.record.data[this.props.name] || []) as readonly Endpoint[];
  }

  get copied(): string {
    return _t("Copied");
  }

  copyLabel({ label }: Endpoint): string {
    return _t("Copy: %s", label);
  }
}

registry.category("fields").add("suture_endpoints", {
  component: Endpoints,
  displayName: _t("Endpoints of the sidecar"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
});
