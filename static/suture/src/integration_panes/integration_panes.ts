import { Component, onWillUnmount, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type ActionService, type OrmService, useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { previewTitle } from "../integration_preview/integration_preview.ts";
import { _t } from "../l10n/translation.ts";
import { SourceFile } from "../source_file/source_file.ts";
import { aligned, alignedRows, type Place } from "./aligned_sections.ts";
import { DocumentEditor } from "./document_editor.ts";
import type { EditableSection, Pane, PaneRow, PaneSection, Panes } from "./pane_types.ts";
import { isLong, linesInQuestion, shortened } from "./shown_sections.ts";

/** A place with its position in the grid: its first row, and its rows with theirs. */
type PlacedRow = PaneRow & { style: string };
type PlacedPlace = Place & { style: string; rows: PlacedRow[] };
type TitledPane = Pane & { name: keyof Panes; title: string; icon: string };

/** The grid rows above the places: the header of a pane, and its preview. */
const HEAD_ROWS = 2;

/** Returns the rows of the section at a position, each with its grid row below the title. Gaps are left out. */
function placedRows(sections: (PaneSection | null)[], at: number): PlacedRow[] {
  return (alignedRows(sections)[at] ?? []).flatMap((row, index) =>
    row ? [{ ...row, style: `--suture-row: ${index + 1}` }] : [],
  );
}

/**
 * Shows the received document, the decoded document and the Odoo record side by side. Only some lines of a long document are
 * shown until the user asks for all of them. The same lines stand beside each other in all three panes; on narrow screens, below
 * each other. The
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

  missingText({ line }: Place): string {
    return _t("Line %s is missing here", line);
  }

  get isEditing(): boolean {
    return this.view.isEditing;
  }

  /** Reports whether the lines stand side by side. A file or a form in a pane has other heights than the lines. */
  get isAligned(): boolean {
    return !this.isEditing && !this.panes.some((pane) => this.showsFile(pane));
  }

  /** Returns the number of grid rows that each pane has: its header, its preview, and all rows of all places. */
  get rowsStyle(): string {
    return `--suture-pane-rows: ${
      HEAD_ROWS +
      Math.max(
        1,
        this.heights.reduce((sum, each) => sum + each, 0),
      )
    }`;
  }

  /** Returns the places of a pane, beside the same lines of the other panes. */
  placesOf(name: keyof Panes): PlacedPlace[] {
    const panes = this.alignedPanes;
    const at = panes.findIndex((pane) => pane.name === name);
    let start = HEAD_ROWS + 1;
    return (panes[at]?.places ?? []).map((place, index) => {
      const height = this.heights[index] ?? 1;
      const style = `--suture-row: ${start} / span ${height}; --suture-order: ${index * panes.length + at + 1}`;
      start += height;
      return {
        ...place,
        style,
        rows: placedRows(
          panes.map(({ places }) => places[index]?.section ?? null),
          at,
        ),
      };
    });
  }

  private get alignedPanes(): { name: keyof Panes; places: Place[] }[] {
    const panes = this.panes;
    const places = aligned(panes.map(({ sections }) => this.shown(sections)));
    return panes.map(({ name }, at) => ({ name, places: places[at] ?? [] }));
  }

  /** Returns the number of grid rows of each place: its title and the rows of the pane that has most. */
  private get heights(): number[] {
    const panes = this.alignedPanes;
    return (panes[0]?.places ?? []).map((_place, index) => {
      const rows = alignedRows(panes.map(({ places }) => places[index]?.section ?? null));
      return 1 + Math.max(1, ...rows.map(({ length }) => length));
    });
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
