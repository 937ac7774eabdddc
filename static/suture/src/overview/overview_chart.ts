import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";
import { loadBundle } from "@web/core/assets";
import { cookie } from "@web/core/browser/cookie";
import { getColor, getCustomColor } from "@web/core/colors/colors";

export type Bars = { label: string; values: number[] };
type ChartProps = {
  /** The heading of the chart. The chart's text alternative begins with it too. */
  title: string;
  labels: string[];
  bars: Bars[];
  isHorizontal?: boolean;
  /** Called when a bar is clicked, with the index of its series in `bars` and the index of its label in `labels`. */
  onOpen?: (bar: number, place: number) => void;
};

/** The width in pixels below which the chart has no legend. */
const narrow = 500;

/** Draws a bar chart with Odoo's Chart.js. A table next to it shows the same figures for keyboard and screen reader users. */
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

  /** Returns the title and all figures as text, for screen readers. */
  get label(): string {
    const { title, labels, bars } = this.props;
    const told = bars.map((bar) => {
      const figures = labels.map((label, place) => `${label} ${bar.values[place] ?? 0}`).join(", ");
      return `${bar.label}: ${figures}`;
    });
    return `${title}. ${told.join(". ")}`;
  }

  /** Reports whether the chart has a legend. On a phone there is no space for it; the table shows the same information. */
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
