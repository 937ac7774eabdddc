import { Component } from "@odoo/owl";
import { _t } from "../l10n/translation.ts";

type SparklineProps = { values: number[]; label: string };
type Bar = { x: number; y: number; height: number };

const width = 3;
const gap = 1;
const tallest = 20;

/** Shows a series as small bars. Its text alternative contains the sum and the maximum. */
export class Sparkline extends Component<SparklineProps> {
  static override template = "suture.Sparkline";
  static override props = { values: Array, label: String };

  get most(): number {
    return Math.max(1, ...this.props.values);
  }

  get bars(): Bar[] {
    return this.props.values.map((value, place) => {
      const height = value === 0 ? 1 : Math.max(2, Math.round((value / this.most) * tallest));
      return { x: place * (width + gap), y: tallest - height, height };
    });
  }

  get barWidth(): number {
    return width;
  }

  get viewBox(): string {
    return `0 0 ${this.props.values.length * (width + gap)} ${tallest}`;
  }

  get label(): string {
    const values = this.props.values;
    const sum = values.reduce((total, value) => total + value, 0);
    return _t("%s: %s in total, at most %s per interval", this.props.label, sum, Math.max(0, ...values));
  }
}
