import { Component } from "@odoo/owl";
import { formatDateTime } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";
import { _t } from "../l10n/translation.ts";
import { instantOf } from "../moment/moment.ts";
import { duration, type Trend, trend } from "./figures.ts";
import { type OpenRecords, useOpenRecords } from "./open_records.ts";
import { type Bars, OverviewChart } from "./overview_chart.ts";
import { OverviewFigure } from "./overview_figure.ts";
import { OverviewTile } from "./overview_tile.ts";
import type { Domain, FlowFigures, FlowRow, FlowsData, PeriodName } from "./overview_types.ts";
import { overviewSections } from "./sections.ts";
import { Sparkline } from "./sparkline.ts";

type Column = { name: keyof FlowFigures; title: string; help: string; tone: "danger" | "warning" | "" };
type Tile = Column & { value: number; note: string };
const mostBars = 5;

/** Shows the number of documents, the backlog and the processing time of each flow. */
export class FlowSection extends Component<{ data: FlowsData; period: PeriodName }> {
  static override template = "suture.FlowSection";
  static components = { OverviewChart, OverviewFigure, OverviewTile, Sparkline };
  static override props = { data: Object, period: String };

  private records!: OpenRecords;
  private action!: { doAction(action: string): Promise<unknown> };

  override setup(): void {
    this.records = useOpenRecords();
    this.action = useService("action");
  }

  get columns(): Column[] {
    return [
      {
        name: "arrived",
        title: _t("In"),
        help: _t("Documents received in this period: from partners, or from Odoo for sending."),
        tone: "",
      },
      {
        name: "done",
        title: _t("Done"),
        help: _t("Documents received in this period that are now in Odoo or with the partner."),
        tone: "",
      },
      {
        name: "moving",
        title: _t("On its way"),
        help: _t("Documents being processed right now, regardless of age."),
        tone: "",
      },
      {
        name: "waiting",
        title: _t("Waiting"),
        help: _t(
          "Documents that continue automatically because they are retried or are waiting for an earlier document, regardless of age.",
        ),
        tone: "",
      },
      {
        name: "attention",
        title: _t("Needs attention"),
        help: _t("Documents that need attention, regardless of age."),
        tone: "danger",
      },
      {
        name: "late",
        title: _t("Late"),
        help: _t(
          "Documents that are overdue: not finished, or not acknowledged by the partner, in time. Regardless of age.",
        ),
        tone: "warning",
      },
    ];
  }

  get tiles(): Tile[] {
    const { totals } = this.props.data;
    const change = trend(totals.arrived, totals.before);
    return this.columns.map((column) => ({
      ...column,
      value: totals[column.name],
      tone: totals[column.name] > 0 ? column.tone : "",
      note: column.name === "arrived" && change ? change.label : "",
    }));
  }

  get p95Help(): string {
    return _t("95% of finished documents took no longer than this from arrival to completion.");
  }

  get trendHelp(): string {
    return _t("Documents received, compared with the same part of the previous period.");
  }

  trendOf(row: FlowRow): Trend | null {
    return trend(row.arrived, row.before);
  }

  duration(seconds: number | null): string {
    return duration(seconds);
  }

  labelOf(row: FlowRow, column: Column): string {
    return `${row.name}, ${column.title}: ${row[column.name]}`;
  }

  get chartTitle(): string {
    return this.props.period === "today" ? _t("Received per hour") : _t("Received per day");
  }

  get chartLabels(): string[] {
    return this.props.data.edges.map((edge) => this.partName(edge));
  }

  /** Returns the flows with documents in the period, highest number first. */
  get charted(): FlowRow[] {
    const rows = this.props.data.rows.filter(({ arrived }) => arrived > 0);
    return rows.sort((one, other) => other.arrived - one.arrived);
  }

  get bars(): Bars[] {
    const rows = this.charted;
    const shown = rows.slice(0, mostBars).map(({ name, series }) => ({ label: name, values: series }));
    const others = rows.slice(mostBars);
    if (others.length === 0) return shown;
    const sums = this.props.data.edges.map((_edge, place) =>
      others.reduce((sum, { series }) => sum + (series[place] ?? 0), 0),
    );
    return [...shown, { label: _t("Others"), values: sums }];
  }

  open(domain: Domain, name: string): void {
    void this.records.list("suture.exchange", domain, name);
  }

  openRow(row: FlowRow, column: Column): void {
    this.open(row.domains[column.name], `${row.name}: ${column.title}`);
  }

  /**
   * Opens the exchanges received during one part of the period. If the bar stands for a single flow, opens only exchanges of that
   * flow.
   */
  openBar = (bar: number, place: number): void => {
    const { edges, totals } = this.props.data;
    const row = bar < mostBars ? this.charted[bar] : undefined;
    const edge = edges[place];
    if (edge === undefined) return;
    const next = edges[place + 1];
    const until: Domain = next === undefined ? [] : [["received_at", "<", stored(next)]];
    const from: Domain = [["received_at", ">=", stored(edge)]];
    const name = row ? `${row.name}: ${this.partName(edge)}` : this.partName(edge);
    this.open([...(row?.domains ?? totals.domains).arrived, ...from, ...until], name);
  };

  setUp(): void {
    void this.action.doAction("suture.connection_action");
  }

  private partName(edge: string): string {
    const instant = instantOf(edge).setZone("local");
    return this.props.period === "today"
      ? formatDateTime(instant, { format: "HH:mm" })
      : instant.toLocaleString({ month: "short", day: "numeric" });
  }
}

/** Converts an ISO 8601 instant to the format of Odoo's domains: UTC, with a space and without a suffix. */
function stored(instant: string): string {
  return instant.replace("T", " ").replace("Z", "");
}

overviewSections.add("flows", { label: () => _t("Flows"), component: FlowSection });
