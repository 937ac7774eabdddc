import { Component, useState } from "@odoo/owl";
import { type PopoverHandle, usePopover } from "@web/core/popover/popover_hook";
import { registry } from "@web/core/registry";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { JourneyPopover } from "../journey/journey_popover.ts";
import type { IntegrationState } from "../journey/journey_types.ts";
import { _t } from "../l10n/translation.ts";
import { useLiveRecord } from "../live/live.ts";
import { StatusBadge } from "./status_badge.ts";

/**
 * Shows the state of a document as a badge. On a saved record, the badge is a button that opens a popover with the document's
 * history, which is loaded when it is opened. The badge shows a new state as soon as the bus reports it.
 */
export class IntegrationStatus extends Component<StandardFieldProps> {
  static override template = "suture.IntegrationStatus";
  static components = { StatusBadge };
  static override props = { ...standardFieldProps };

  private popover!: PopoverHandle;
  private popoverState!: { isOpen: boolean };

  override setup(): void {
    useLiveRecord(() => this.props.record);
    this.popoverState = useState({ isOpen: false });
    this.popover = usePopover(JourneyPopover, {
      position: "right",
      extendedFlipping: true,
      popoverClass: "o_suture_popover",
      role: "dialog",
      onClose: () => {
        this.popoverState.isOpen = false;
      },
    });
  }

  get state(): IntegrationState {
    return (this.props.record.data[this.props.name] || "none") as IntegrationState;
  }

  /** Returns the field's own label for the state, so that badges, filters and groups use the same text. */
  get label(): string {
    const selection = this.props.record.fields[this.props.name]?.selection ?? [];
    return selection.find(([value]) => value === this.state)?.[1] ?? "";
  }

  get isExpanded(): "true" | "false" {
    return this.popoverState.isOpen ? "true" : "false";
  }

  onClick(ev: MouseEvent): void {
    if (this.popoverState.isOpen) {
      this.popover.close();
      return;
    }
    const { resModel, resId } = this.props.record;
    this.popover.open(ev.currentTarget as HTMLElement, { resModel, resId });
    this.popoverState.isOpen = true;
  }

  /** Prevents Enter and Space from reaching the list, where they would act on the row instead of the button. */
  onKeydown(ev: KeyboardEvent): void {
    if (ev.key === "Enter" || ev.key === " ") {
      ev.stopPropagation();
    }
  }
}

export const integrationStatus = {
  component: IntegrationStatus,
  displayName: _t("Integration status"),
  supportedTypes: ["selection"],
  isEmpty: () => false,
  listViewWidth: [130, 190],
};

registry.category("fields").add("integration_status", integrationStatus);
