import { Component, useState } from "@odoo/owl";
import { type OrmService, useService } from "@web/core/utils/hooks";
import type { EditableRow, EditableSection } from "./pane_types.ts";
import { faultOf, inputType } from "./value_kinds.ts";

type Props = {
  resId: number;
  /** The sections of the whole document. */
  sections: EditableSection[];
  /** The sections that are shown, which are all or some of `sections`. */
  shown: EditableSection[];
  /** Called after a request to the server, to reload the exchange. `isOver` is true if the editor can close. */
  onAsked: (isOver: boolean) => Promise<void>;
  onDiscard: () => void;
};
type Change = { pointer: string; from: string | boolean; to: string | boolean };
type Draft = { values: Record<string, string | boolean>; reason: string; isBusy: boolean; isTried: boolean };

/** Edits single values of the document, previews the changes, and saves them with a reason. */
export class DocumentEditor extends Component<Props> {
  static override template = "suture.DocumentEditor";
  static override props = {
    resId: Number,
    sections: Array,
    shown: Array,
    onAsked: Function,
    onDiscard: Function,
  };

  private orm!: OrmService;
  private draft!: Draft;

  override setup(): void {
    this.orm = useService("orm");
    this.draft = useState({ values: {}, reason: "", isBusy: false, isTried: false });
  }

  get reason(): string {
    return this.draft.reason;
  }

  get isBusy(): boolean {
    return this.draft.isBusy;
  }

  get lacksReason(): boolean {
    return this.draft.isTried && this.draft.reason.trim() === "";
  }

  get changes(): Change[] {
    return this.props.sections
      .flatMap(({ rows }) => rows)
      .map((row) => ({ pointer: row.pointer, from: row.value, to: this.entered(row) }))
      .filter(({ from, to }) => from !== to);
  }

  get canAsk(): boolean {
    const rows = this.props.sections.flatMap((section) => section.rows);
    return !this.isBusy && this.changes.length > 0 && rows.every((row) => this.faultOf(row) === "");
  }

  entered({ pointer, value }: EditableRow): string | boolean {
    return this.draft.values[pointer] ?? value;
  }

  isChanged(row: EditableRow): boolean {
    return this.entered(row) !== row.value;
  }

  faultOf(row: EditableRow): string {
    return this.isChanged(row) ? faultOf(row.kind, this.entered(row)) : "";
  }

  inputType({ kind, value }: EditableRow): string {
    // Browsers show an invalid date as empty, so it is edited as text.
    return inputType(faultOf(kind, value) ? "text" : kind);
  }

  /** Returns the choices for a value. If the current value is not one of them, it is added at the end. */
  choicesOf({ choices = [], value }: EditableRow): { value: string; label: string }[] {
    if (typeof value !== "string" || value === "" || choices.some((each) => each.value === value))
      return choices;
    return [...choices, { value, label: value }];
  }

  onChosen({ pointer }: EditableRow, target: HTMLSelectElement): void {
    this.draft.values[pointer] = target.value;
  }

  onInput({ pointer, kind }: EditableRow, target: HTMLInputElement): void {
    this.draft.values[pointer] = kind === "boolean" ? target.checked : target.value;
  }

  onReason(target: HTMLInputElement): void {
    this.draft.reason = target.value;
  }

  async preview(): Promise<void> {
    await this.ask("preview_fields", [this.changes], false);
  }

  async save(): Promise<void> {
    this.draft.isTried = true;
    if (this.canAsk && !this.lacksReason) {
      await this.ask("correct_fields", [this.changes, this.draft.reason.trim()], true);
    }
  }

  private async ask(method: string, args: unknown[], isOver: boolean): Promise<void> {
    this.draft.isBusy = true;
    try {
      await this.orm.call("suture.exchange", method, [[this.props.resId], ...args]);
      await this.props.onAsked(isOver);
    } finally {
      this.draft.isBusy = false;
    }
  }
}
