import { Component } from "@odoo/owl";

type FigureProps = {
  name: string;
  value: string | number;
  /** Describes the figure to users who cannot see its column. */
  label: string;
  tone?: "danger" | "warning" | "";
  isNothing?: boolean;
  onOpen: () => void;
};

/** Shows a figure in a table. A click opens the records behind it, unless the figure is zero, which is muted. */
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
