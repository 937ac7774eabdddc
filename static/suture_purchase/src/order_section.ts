import { Component } from "@odoo/owl";
import {
  type Bars,
  duration,
  Moment,
  type OpenRecords,
  OverviewChart,
  OverviewFigure,
  OverviewTile,
  overviewSections,
  percent,
  useOpenRecords,
} from "@suture/lib/suture";
import type { OrdersData, SupplierRow } from "./order_types.ts";
import { _t } from "./translation.ts";

type Column = {
  name: "orders" | "answered" | "unanswered";
  title: string;
  help: string;
  tone: "danger" | "";
};

/** Shows the figures for buyers: unanswered orders, and how vendors respond and deliver. */
export class OrderSection extends Component<{ data: OrdersData; period: string }> {
  static override template = "suture_purchase.OrderSection";
  static components = { Moment, OverviewChart, OverviewFigure, OverviewTile };
  static override props = { data: Object, period: String };

  private records!: OpenRecords;

  override setup(): void {
    this.records = useOpenRecords();
  }

  get columns(): Column[] {
    return [
      {
        name: "orders",
        title: _t("Orders"),
        help: _t("Orders confirmed in this period and exchanged with the vendor."),
        tone: "",
      },
      {
        name: "answered",
        title: _t("Answered"),
        help: _t("How many of these orders the vendor has answered."),
        tone: "",
      },
      { name: "unanswered", title: _t("Unanswered"), help: this.unansweredHelp, tone: "danger" },
    ];
  }

  get unansweredTitle(): string {
    return _t("Unanswered orders");
  }

  get unansweredHelp(): string {
    return _t(
      "Orders, regardless of age, that are not fully received and to which the vendor has not responded, although it sends responses electronically.",
    );
  }

  get oldestTitle(): string {
    return _t("Oldest unanswered order");
  }

  get oldestHelp(): string {
    return _t("The order that has waited longest for a response.");
  }

  get oldestNote(): string {
    const oldest = this.props.data.unanswered.oldest;
    if (!oldest) return "";
    const days = Math.floor((Date.now() - Date.parse(oldest.sent_at)) / 86_400_000);
    // Odoo's term extraction does not look into template literals.
    const when =
      days === 0 ? _t("sent today") : days === 1 ? _t("sent yesterday") : _t("sent %s days ago", days);
    return `${oldest.partner}, ${when}`;
  }

  get answerHelp(): string {
    return _t("Median time from sending an order to receiving the response.");
  }

  get fillHelp(): string {
    return _t(
      "Share of the ordered quantity that is delivered: the received quantity once all deliveries have arrived, otherwise the quantity that the vendor confirmed. Average over the lines of answered or received orders.",
    );
  }

  get chartTitle(): string {
    return _t("Unanswered orders by age");
  }

  get ageLabels(): string[] {
    return [_t("Up to 1 day"), _t("1 to 3 days"), _t("3 to 7 days"), _t("Over 7 days")];
  }

  get bars(): Bars[] {
    return [{ label: _t("Orders"), values: this.props.data.unanswered.ages }];
  }

  duration(seconds: number | null): string {
    return duration(seconds);
  }

  percent(share: number | null): string {
    return percent(share);
  }

  labelOf(row: SupplierRow, column: Column): string {
    return `${row.name}, ${column.title}: ${row[column.name]}`;
  }

  openUnanswered = (): void => {
    const { domain } = this.props.data.unanswered;
    void this.records.list("purchase.order", domain, this.unansweredTitle);
  };

  openOldest = (): void => {
    const { oldest } = this.props.data.unanswered;
    if (oldest) void this.records.one("purchase.order", oldest.id);
  };

  openRow(row: SupplierRow, column: Column): void {
    void this.records.list("purchase.order", row.domains[column.name], `${row.name}: ${column.title}`);
  }
}

overviewSections.add("orders", { label: () => _t("Orders and vendors"), component: OrderSection });
