import { Component, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "../l10n/translation.ts";
import type { Setting } from "./setting_types.ts";

type Pairs = Readonly<Record<string, string>>;
type Row = { id: number; code: string; meaning: string };

export type MapInputProps = {
  id: string;
  setting: Setting;
  pairs: Pairs;
  onChange: (pairs: Pairs) => void;
};

/** Lets users edit pairs of a code and its meaning, one pair in each row. Empty rows are not part of the value. */
export class MapInput extends Component<MapInputProps> {
  static override template = "suture.MapInput";
  static override props = { id: String, setting: Object, pairs: Object, onChange: Function };

  state!: { rows: Row[] };
  private nextId = 0;
  /** The pairs last received, as JSON. The rows differ from them while the user types. */
  private received = "";

  override setup(): void {
    this.state = useState({ rows: this.rowsOf(this.props.pairs) });
    this.received = JSON.stringify(this.props.pairs);
    onWillUpdateProps((next) => {
      const pairs = JSON.stringify(next.pairs);
      // The rows that the user is editing are replaced only if the value was changed elsewhere.
      if (pairs !== this.received && pairs !== JSON.stringify(this.pairs))
        this.state.rows = this.rowsOf(next.pairs);
      this.received = pairs;
    });
  }

  get codeLabel(): string {
    return _t("Code of %s", this.props.setting.label);
  }

  get meaningLabel(): string {
    return _t("Meaning of the code of %s", this.props.setting.label);
  }

  private get pairs(): Pairs {
    const filled = this.state.rows.filter(({ code, meaning }) => code !== "" || meaning !== "");
    return Object.fromEntries(filled.map(({ code, meaning }) => [code, meaning]));
  }

  private rowsOf(pairs: Pairs): Row[] {
    return Object.entries(pairs).map(([code, meaning]) => this.row(code, meaning));
  }

  private row(code: string, meaning: string): Row {
    this.nextId += 1;
    return { id: this.nextId, code, meaning };
  }

  add(): void {
    this.state.rows.push(this.row("", ""));
  }

  remove(row: Row): void {
    this.state.rows = this.state.rows.filter(({ id }) => id !== row.id);
    this.props.onChange(this.pairs);
  }

  onCode(row: Row, code: string): void {
    row.code = code.trim();
    this.tell(row);
  }

  onMeaning(row: Row, meaning: string): void {
    row.meaning = meaning.trim();
    this.tell(row);
  }

  /**
   * Reports the pairs to the form, unless only one half of the row is filled in, because the user still has to enter the other
   * half.
   */
  private tell({ code, meaning }: Row): void {
    if ((code === "") === (meaning === "")) this.props.onChange(this.pairs);
  }
}
