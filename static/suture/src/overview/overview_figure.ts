import { Component } from "@odoo/owl";

type FigureProps = {
  name: string;
  value: string | number;
  /** The accessible name of the figure, for users who cannot see in which column it is. */
  label: string;
  tone?: "danger" | "warning" | "";
  isNothing?: boolean;
  onOpen: () => void;
};

/** Shows a figure in a table. A click opens the records behind the figure. A figure of zero is muted and cannot be clicked. */
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
