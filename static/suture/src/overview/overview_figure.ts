import { Component } from "@odoo/owl";

type FigureProps = {
  name: string;
  value: string | number;
  /** What it is, for who cannot see the column. */
  label: string;
  tone?: "danger" | "warning" | "";
  isNothing?: boolean;
  onOpen: () => void;
};

/** A figure in a table that opens the records behind it; nothing is quiet, and opens nothing. */
export class OverviewFigure extends Component<FigureProps> {
  static override template = "suture.OverviewFigure";
  static override props = {
    name: String,
    value: [String, Number],
    label: String,
    tone: { type: String, optional: true },
    isNothing: { type: Boolean, optional: true },
    onOpen: Function,
  };
}
