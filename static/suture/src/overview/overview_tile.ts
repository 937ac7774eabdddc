import { Component } from "@odoo/owl";

type TileProps = {
  name: string;
  label: string;
  value: string | number;
  /** A plain explanation of the figure. */
  help: string;
  note?: string;
  tone?: "danger" | "warning" | "";
  /** Opens the records behind the figure. Absent if there are no records. */
  onOpen?: () => void;
};

/** Shows one figure with its label. A click opens the records behind it. */
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
