import { Component, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type ActionService, useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";
import type { Pane, PaneSection, Panes } from "./pane_types.ts";

type TitledPane = Pane & { name: keyof Panes; title: string; icon: string };

/** A document of so few lines is shown whole. */
const linesShownAtOnce = 3;

/**
 * What arrived, what was understood and what Odoo has, side by side. Of a long document the lines in question are shown,
 * the others when somebody asks for them: in all three panes at once, so that they stay comparable.
 */
export class IntegrationPanes extends Component<StandardFieldProps> {
  static override template = "suture.IntegrationPanes";
  static override props = { ...standardFieldProps };

  private action!: ActionService;
  private view!: { showsAllLines: boolean };

  override setup(): void {
    this.action = useService("action");
    this.view = useState({ showsAllLines: false });
  }

  get panes(): TitledPane[] {
    const value = this.props.record.data[this.props.name] as Panes | false;
    if (!value) {
      return [];
    }
    return [
      { name: "arrived", title: _t("What arrived"), icon: "fa-download", ...value.arrived },
      { name: "understood", title: _t("What was understood"), icon: "fa-lightbulb-o", ...value.understood },
      { name: "ours", title: _t("What Odoo has"), icon: "fa-database", ...value.ours },
    ];
  }

  get isLong(): boolean {
    return this.panes.some(({ sections }) => linesOf(sections).length > linesShownAtOnce);
  }

  get showsAllLines(): boolean {
    return this.view.showsAllLines;
  }

  /** The document as a whole and the lines in question; every line when there are few, none is flagged, or asked for. */
  shown(sections: PaneSection[]): PaneSection[] {
    const lines = this.panes.flatMap((pane) => linesOf(pane.sections));
    const flagged = new Set(lines.filter(({ flag }) => flag).map(({ line }) => line));
    if (this.showsAllLines || !this.isLong) {
      return sections;
    }
    return sections.filter(({ line }, index) =>
      flagged.size > 0 ? line === "" || flagged.has(line) : index <= linesShownAtOnce,
    );
  }

  toggleLines(): void {
    this.view.showsAllLines = !this.view.showsAllLines;
  }

  async openRecord({ record }: Pane): Promise<void> {
    if (record) {
      await this.action.doAction({
        type: "ir.actions.act_window",
        res_model: record.model,
        res_id: record.id,
        views: [[false, "form"]],
        target: "current",
      });
    }
  }
}

function linesOf(sections: PaneSection[]): PaneSection[] {
  return sections.filter(({ line }) => line !== "");
}

export const integrationPanes = {
  component: IntegrationPanes,
  displayName: _t("Integration panes"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("integration_panes", integrationPanes);
