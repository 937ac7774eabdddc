import { Component } from "@odoo/owl";

type TileProps = {
  name: string;
  label: string;
  value: string | number;
  /** What the figure means, in plain words. */
  help: string;
  note?: string;
  tone?: "danger" | "warning" | "";
  /** Opens the records behind it; none where there is nothing to open. */
  onOpen?: () => void;
};

/** One figure: what it is, how much, and a click to what is behind it. */
export class OverviewTile extends Component<TileProps> {
  static override template = "suture.OverviewTile";
  static override props = {
    name: String,
    label: String,
    value: [String, Number],
    help: String,
    note: { type: String, optional: true },
    tone: { type: String, optional: true },
    onOpen: { type: Function, optional: true },
  };

  get tone(): string {
    return this.props.tone ? `text-${this.props.tone}` : "";
  }
}
