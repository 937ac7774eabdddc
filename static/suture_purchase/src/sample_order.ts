import { Component, onWillStart, useState } from "@odoo/owl";
import { type RehearsalExtraProps, rehearsalExtras } from "@suture/lib/suture";
import { type OrmService, useService } from "@web/core/utils/hooks";

type Order = { id: number; name: string };
const MOST_ORDERS = 20;

/** Lets users choose an order, and requests a sample: the document that would be sent to the connection's partner for it. */
export class SampleOrder extends Component<RehearsalExtraProps> {
  static override template = "suture_purchase.SampleOrder";
  static override props = { record: Object, ask: Function, isWaiting: Boolean };

  private orm!: OrmService;
  input!: { order: string; orders: Order[] };

  override setup(): void {
    this.orm = useService("orm");
    this.input = useState({ order: "", orders: [] });
    onWillStart(async () => {
      this.input.orders = await this.ordersOfPartner();
    });
  }

  /** Returns the latest orders to the connection's partner, or an empty list if the user has no access to orders. */
  async ordersOfPartner(): Promise<Order[]> {
    const { partner_id: partner, kind } = this.props.record.data as {
      partner_id?: { id: number } | false;
      kind?: string;
    };
    if (!partner || kind !== "edi") return [];
    const domain = [["partner_id", "child_of", partner.id]];
    return this.orm.silent
      .call<Order[]>("purchase.order", "search_read", [domain, ["name"], 0, MOST_ORDERS, "id desc"])
      .catch(() => []);
  }

  async onSample(): Promise<void> {
    await this.props.ask("show_sample", [Number(this.input.order)]);
  }
}

rehearsalExtras.add("sample_order", SampleOrder);
