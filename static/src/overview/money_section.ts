import { Component } from "@odoo/owl";
import { _t } from "../l10n/translation.ts";
import { money } from "./figures.ts";
import { type OpenRecords, type RecordModel, useOpenRecords } from "./open_records.ts";
import { type Bars, OverviewChart } from "./overview_chart.ts";
import { OverviewFigure } from "./overview_figure.ts";
import { OverviewTile } from "./overview_tile.ts";
import type { Amount, MoneyData } from "./overview_types.ts";

type Kind = { name: "stuck" | "unbilled" | "bills"; title: string; help: string; model: RecordModel };
type Tile = Kind & { key: string; value: string; note: string; amount: Amount | null };
type Reason = MoneyData["reasons"][number];
const mostBars = 8;

/** What accountants look at: money that waits for a decision, goods without a bill, bills not posted yet. */
export class MoneySection extends Component<{ data: MoneyData }> {
  static override template = "suture.MoneySection";
  static components = { OverviewChart, OverviewFigure, OverviewTile };
  static override props = { data: Object };

  private records!: OpenRecords;

  override setup(): void {
    this.records = useOpenRecords();
  }

  get kinds(): Kind[] {
    return [
      {
        name: "stuck",
        title: _t("Money stuck"),
        help: _t(
          "The value of the documents that wait for a person, as each of them tells it. Two about the same thing count twice.",
        ),
        model: "suture.exchange",
      },
      {
        name: "unbilled",
        title: _t("Received, not billed"),
        help: _t(
          "Goods of exchanged orders that came in and are on no bill, at the price of the order without tax.",
        ),
        model: "purchase.order",
      },
      {
        name: "bills",
        title: _t("Bills to post"),
        help: _t(
          "Vendors' bills and refunds that were exchanged and are still drafts; their totals, with tax.",
        ),
        model: "account.move",
      },
    ];
  }

  /** One for each kind and currency; a kind that comes to nothing says so. */
  get tiles(): Tile[] {
    return this.kinds.flatMap((kind): Tile[] => {
      const amounts = this.props.data[kind.name];
      if (amounts === null) return [];
      if (amounts.length === 0)
        return [{ ...kind, key: kind.name, value: _t("Nothing"), note: "", amount: null }];
      return amounts.map((amount) => ({
        ...kind,
        key: `${kind.name}/${amount.currency_id}`,
        value: money(amount),
        note: this.countOf(kind, amount),
        amount,
      }));
    });
  }

  /** The reasons of one currency, that with the most behind it: amounts of several cannot be compared. */
  get charted(): Reason[] {
    const [first] = this.props.data.stuck;
    return this.props.data.reasons
      .filter(({ currency_id }) => currency_id === first?.currency_id)
      .slice(0, mostBars);
  }

  get chartTitle(): string {
    return _t("Money stuck, by reason");
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

  private countOf({ name }: Kind, { count }: Amount): string {
    if (name === "stuck") return count === 1 ? _t("1 exception") : _t("%s exceptions", count);
    if (name === "unbilled") return count === 1 ? _t("1 order") : _t("%s orders", count);
    return count === 1 ? _t("1 bill") : _t("%s bills", count);
  }
}
