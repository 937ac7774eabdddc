import { Component, onWillUnmount, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type ActionService, type OrmService, useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { previewTitle } from "../integration_preview/integration_preview.ts";
import { _t } from "../l10n/translation.ts";
import { SourceFile } from "../source_file/source_file.ts";
import { DocumentEditor } from "./document_editor.ts";
import type { EditableSection, Pane, PaneSection, Panes } from "./pane_types.ts";
import { isLong, linesInQuestion, shortened } from "./shown_sections.ts";

type TitledPane = Pane & { name: keyof Panes; title: string; icon: string };

/**
 * Shows the received document, the decoded document and the Odoo record side by side. Only some lines of a long document are
 * shown until the user asks for all of them. The same lines are shown in all three panes, so that they can be compared. The
 * decoded document can be corrected in place. The third pane shows the result of a preview next to the current values.
 */
export class IntegrationPanes extends Component<StandardFieldProps> {
  static override template = "suture.IntegrationPanes";
  static components = { DocumentEditor, SourceFile };
  static override props = { ...standardFieldProps };

  private action!: ActionService;
  private orm!: OrmService;
  private view!: { showsAllLines: boolean; isEditing: boolean; showsFile: boolean };

  override setup(): void {
    this.action = useService("action");
    this.orm = useService("orm");
    this.view = useState({ showsAllLines: false, isEditing: false, showsFile: false });
    const bus = useService("bus_service");
    const arrived = ({ id }: { id: number }) => {
      if (id === this.props.record.resId) void this.props.record.load();
    };
    bus.subscribe("suture.exchange/preview", arrived);
    onWillUnmount(() => bus.unsubscribe("suture.exchange/preview", arrived));
    onWillUpdateProps((next: StandardFieldProps) => {
      if (next.record.resId !== this.props.record.resId) this.view.isEditing = false;
    });
  }

  get panes(): TitledPane[] {
    const value = this.props.record.data[this.props.name] as Panes | false;
    if (!value) {
      return [];
    }
    const ours = value.ours.preview ? _t("Result in Odoo") : _t("In Odoo");
    const isOutbound = value.arrived.outbound === true;
    const source = isOutbound ? _t("Sent document") : _t("Received document");
    return [
      { name: "arrived", title: source, icon: isOutbound ? "fa-upload" : "fa-download", ...value.arrived },
      { name: "understood", title: _t("Decoded document"), icon: "fa-lightbulb-o", ...value.understood },
      { name: "ours", title: ours, icon: "fa-database", ...value.ours },
    ];
  }

  get resId(): number {
    return this.props.record.resId || 0;
  }

  get isLong(): boolean {
    return this.panes.some(({ sections }) => isLong(sections));
  }

  get showsAllLines(): boolean {
    return this.view.showsAllLines;
  }

  /** Returns all sections if there are few lines or the user has asked for them, otherwise a selection: see `shortened`. */
  shown<Section extends PaneSection | EditableSection>(sections: Section[]): Section[] {
    if (this.showsAllLines || !this.isLong) {
      return sections;
    }
    return shortened(sections, new Set(this.panes.flatMap((pane) => linesInQuestion(pane.sections))));
  }

  toggleLines(): void {
    this.view.showsAllLines = !this.view.showsAllLines;
  }

  /** Reports whether a pane shows the file: on request, or if there are no values to show. */
  showsFile({ file, sections }: Pane): boolean {
    return Boolean(file) && (this.view.showsFile || sections.length === 0);
  }

  canSwitchToFile({ file, sections }: Pane): boolean {
    return Boolean(file) && sections.length > 0;
  }

  toggleFile(): void {
    this.view.showsFile = !this.view.showsFile;
  }

  isEdited({ editable }: Pane): boolean {
    return this.view.isEditing && editable !== undefined;
  }

  canBeCorrected({ editable }: Pane): boolean {
    return !this.view.isEditing && editable !== undefined;
  }

  /** Returns the width of a pane as a Bootstrap class. The edited pane is wider than the others. */
  width(pane: Pane): string {
    if (!this.view.isEditing) {
      return "col-lg-4";
    }
    return this.isEdited(pane) ? "col-lg-6" : "col-lg-3";
  }

  edit(): void {
    this.view.isEditing = true;
  }

  stopEditing(): void {
    this.view.isEditing = false;
  }

  async onAsked(isOver: boolean): Promise<void> {
    this.view.isEditing = !isOver;
    await this.props.record.load();
  }

  previewTitle({ preview }: Pane): string {
    return previewTitle(preview?.outcome ?? "");
  }

  async forgetPreview(): Promise<void> {
    await this.orm.call("suture.exchange", "action_forget_preview", [[this.resId]]);
    await this.props.record.load();
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

export const integrationPanes = {
  component: IntegrationPanes,
  displayName: _t("Integration panes"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("integration_panes", integrationPanes);
