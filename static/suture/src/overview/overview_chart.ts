import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getColor, getCustomColor } from "@web/core/colors/colors";

export type Bars = { label: string; values: number[] };
type ChartProps = {
  /** What the chart shows, in words: its heading and its text alternative. */
  title: string;
  labels: string[];
  bars: Bars[];
  isHorizontal?: boolean;
  /** The bar that was clicked: which of `bars`, and at which label. */
  onOpen?: (bar: number, place: number) => void;
};

/** Pixels. */
const narrow = 500;

/** Bars over labels, drawn by the Chart.js of Odoo. The same figures stand in a table, for the keyboard and for readers. */
export class OverviewChart extends Component<ChartProps> {
  static override template = "suture.OverviewChart";
  static override props = {
    title: String,
    labels: Array,
    bars: Array,
    isHorizontal: { type: Boolean, optional: true },
    onOpen: { type: Function, optional: true },
  };

  private canvas!: { el: HTMLCanvasElement | null };
  private chart: Chart | null = null;

  override setup(): void {
    this.canvas = useRef("canvas") as { el: HTMLCanvasElement | null };
    onWillStart(() => loadBundle("web.chartjs_lib"));
    useEffect(
      () => this.draw(),
      () => [JSON.stringify([this.props.labels, this.props.bars])],
    );
    onWillUnmount(() => this.chart?.destroy());
  }

  /** Every figure in words. */
  get label(): string {
    const { title, labels, bars } = this.props;
    const told = bars.map((bar) => {
      const figures = labels.map((label, place) => `${label} ${bar.values[place] ?? 0}`).join(", ");
      return `${bar.label}: ${figures}`;
    });
    return `${title}. ${told.join(". ")}`;
  }

  /** On a phone it would leave no room for the bars; the table below tells the same. */
  private get hasLegend(): boolean {
    return this.props.bars.length > 1 && (this.canvas.el?.parentElement?.clientWidth ?? 0) >= narrow;
  }

  private draw(): void {
    this.chart?.destroy();
    this.chart = this.canvas.el ? new Chart(this.canvas.el, this.configuration()) : null;
  }

  private configuration(): object {
    const scheme = cookie.get("color_scheme");
    const text = getCustomColor(scheme, "#374151", "#E4E4E4");
    const grid = getCustomColor(scheme, "#d8dadd", "#3C3E4B");
    const { labels, bars, isHorizontal, onOpen } = this.props;
    const counted = {
      stacked: true,
      beginAtZero: true,
      ticks: { color: text, precision: 0 },
      grid: { color: grid },
    };
    const named = { stacked: true, ticks: { color: text }, grid: { display: false } };
    return {
      type: "bar",
      data: {
        labels,
        datasets: bars.map(({ label, values }, place) => ({
          label,
          data: values,
          backgroundColor: getColor(place, scheme, bars.length > 1 ? "sm" : "odoo"),
          maxBarThickness: 36,
        })),
      },
      options: {
        indexAxis: isHorizontal ? "y" : "x",
        animation: false,
        maintainAspectRatio: false,
        scales: isHorizontal ? { x: counted, y: named } : { x: named, y: counted },
        plugins: { legend: { display: this.hasLegend, position: "bottom", labels: { color: text } } },
        onHover: (_event: object, hit: object[], chart: { canvas: HTMLElement }) => {
          chart.canvas.style.cursor = onOpen && hit.length > 0 ? "pointer" : "default";
        },
        onClick: (_event: object, [hit]: { datasetIndex: number; index: number }[]) => {
          if (hit) onOpen?.(hit.datasetIndex, hit.index);
        },
      },
    };
  }
}
