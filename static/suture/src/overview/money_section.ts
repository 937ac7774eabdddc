import { Component } from "@odoo/owl";
import { _t } from "../l10n/translation.ts";
import { money } from "./figures.ts";
import { type MoneyFigure, moneyFigures } from "./money_figures.ts";
import { type OpenRecords, useOpenRecords } from "./open_records.ts";
import { type Bars, OverviewChart } from "./overview_chart.ts";
import { OverviewFigure } from "./overview_figure.ts";
import { OverviewTile } from "./overview_tile.ts";
import type { Amount, MoneyData, Reason } from "./overview_types.ts";
import { overviewSections } from "./sections.ts";

type Tile = {
  name: string;
  title: string;
  help: string;
  model: string;
  key: string;
  value: string;
  note: string;
  amount: Amount | null;
};
const mostBars = 8;

/** Shows the figures for accountants: the value waiting for a decision, and the modules' figures for goods and bills. */
export class MoneySection extends Component<{ data: MoneyData; period: string }> {
  static override template = "suture.MoneySection";
  static components = { OverviewChart, OverviewFigure, OverviewTile };
  static override props = { data: Object, period: String };

  private records!: OpenRecords;

  override setup(): void {
    this.records = useOpenRecords();
  }

  /** Returns a tile for each currency of each figure. A figure without amounts has one tile, which shows that there are none. */
  get tiles(): Tile[] {
    return moneyFigures.getEntries<MoneyFigure>().flatMap(([name, figure]) => this.tilesOf(name, figure));
  }

  /** Returns the reasons for the currency with the highest value, because amounts in different currencies cannot be compared. */
  get charted(): Reason[] {
    const [first] = this.props.data.stuck;
    return this.props.data.reasons
      .filter(({ currency_id }) => currency_id === first?.currency_id)
      .slice(0, mostBars);
  }

  get chartTitle(): string {
    return _t("Value at stake by reason");
  }

  get chartLabels(): string[] {
    return this.charted.map(({ reason }) => reason);
  }

  get bars(): Bars[] {
    return [{ label: this.chartTitle, values: this.charted.map(({ amount }) => amount) }];
  }

  money(amount: Amount): string {
    return money(amount);
  }

  labelOf(row: Reason): string {
    return `${row.reason}: ${row.count}`;
  }

  openTile(tile: Tile): void {
    if (tile.amount) void this.records.list(tile.model, tile.amount.domain, tile.title);
  }

  openReason(row: Reason): void {
    void this.records.list("suture.exchange", row.domain, row.reason);
  }

  openBar = (_bar: number, place: number): void => {
    const row = this.charted[place];
    if (row) this.openReason(row);
  };

  private tilesOf(name: string, { title, help, model, count }: MoneyFigure): Tile[] {
    const amounts = this.props.data[name] ?? null;
    if (amounts === null) return [];
    const tile = { name, title: title(), help: help(), model };
    if (amounts.length === 0) return [{ ...tile, key: name, value: _t("Nothing"), note: "", amount: null }];
    return amounts.map((amount) => ({
      ...tile,
      key: `${name}/${amount.currency_id}`,
      value: money(amount),
      note: count(amount.count),
      amount,
    }));
  }
}

/** The figure for the value of the documents that need a decision. */
export const stuckFigure: MoneyFigure = {
  title: () => _t("Value at stake"),
  help: () =>
    _t(
      "The total value of the documents that need attention. Two documents about the same record count twice.",
    ),
  model: "suture.exchange",
  count: (count) => (count === 1 ? _t("1 exception") : _t("%s exceptions", count)),
};

moneyFigures.add("stuck", stuckFigure, { sequence: 10 });
overviewSections.add("money", { label: () => _t("Money"), component: MoneySection });
