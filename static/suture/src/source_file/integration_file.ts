import { Component, onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type OrmService, useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";
import { SourceFile } from "./source_file.ts";
import type { NoFile, SourceFileView } from "./source_file_types.ts";

/** Shows the file of an exchange, or requests it from the sidecar. Reloads the form when the bus reports it. */
export class IntegrationFile extends Component<StandardFieldProps> {
  static override template = "suture.IntegrationFile";
  static components = { SourceFile };
  static override props = { ...standardFieldProps };

  private orm!: OrmService;

  override setup(): void {
    this.orm = useService("orm");
    const bus = useService("bus_service");
    const arrived = ({ id }: { id: number }) => {
      if (id === this.props.record.resId) void this.props.record.load();
    };
    bus.subscribe("suture.exchange/file", arrived);
    onWillUnmount(() => bus.unsubscribe("suture.exchange/file", arrived));
  }

  private get value(): SourceFileView | NoFile | null {
    return (this.props.record.data[this.props.name] || null) as SourceFileView | NoFile | null;
  }

  get shown(): SourceFileView | null {
    return this.value && "kind" in this.value ? this.value : null;
  }

  get missing(): NoFile {
    return this.value && "empty" in this.value ? this.value : { empty: "", asked: false, refusal: "" };
  }

  async show(): Promise<void> {
    await this.orm.call("suture.exchange", "action_show_file", [[this.props.record.resId || 0]]);
    await this.props.record.load();
  }
}

export const integrationFile = {
  component: IntegrationFile,
  displayName: _t("Integration file"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("integration_file", integrationFile);
