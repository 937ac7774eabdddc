import { Component, onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";

/** A record field that would change. `id` is null for a record that would be created. */
export type Change = {
  model: string;
  id: number | null;
  name: string;
  field: string;
  label: string;
  from: string | number | boolean | null;
  to: string | number | boolean | null;
};

export type Preview = { outcome: string; note?: string; reason?: string; changes?: Change[] };

const titles: Record<string, () => string> = {
  asked: () => _t("Requested. The result will appear here shortly."),
  "would-apply": () => _t("It would be applied"),
  "would-send": () => _t("It would be sent"),
  "would-wait": () => _t("It would wait"),
  exception: () => _t("It would become an exception"),
  duplicate: () => _t("Already applied: nothing would happen"),
  refused: () => _t("The preview failed"),
};

/** Returns a sentence for the outcome of a preview, or the outcome itself if it is unknown. */
export function previewTitle(outcome: string): string {
  return titles[outcome]?.() ?? outcome;
}

/** Shows what a retry of an exchange would change. Reloads the form when the bus reports the result. */
export class IntegrationPreview extends Component<StandardFieldProps> {
  static override template = "suture.IntegrationPreview";
  static override props = { ...standardFieldProps };

  override setup(): void {
    const bus = useService("bus_service");
    const arrived = ({ id }: { id: number }) => {
      if (id === this.props.record.resId) void this.props.record.load();
    };
    bus.subscribe("suture.exchange/preview", arrived);
    onWillUnmount(() => bus.unsubscribe("suture.exchange/preview", arrived));
  }

  get preview(): Preview | null {
    return (this.props.record.data[this.props.name] || null) as Preview | null;
  }

  get title(): string {
    return previewTitle(this.preview?.outcome ?? "");
  }

  get text(): string {
    return this.preview?.note || this.preview?.reason || "";
  }

  get changes(): Change[] {
    return this.preview?.changes ?? [];
  }

  /** Returns the name of the record, marked as new if the retry would create it. */
  nameOf(change: Change): string {
    return change.id === null ? _t("New: %s", change.name) : change.name;
  }

  cell(value: Change["from"]): string {
    if (value === null || value === undefined) return "";
    if (typeof value === "boolean") return value ? _t("Yes") : _t("No");
    return String(value);
  }
}

export const integrationPreview = {
  component: IntegrationPreview,
  displayName: _t("Integration preview"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("integration_preview", integrationPreview);
