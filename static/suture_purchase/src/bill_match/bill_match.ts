import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type OrmService, useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../translation.ts";

export type MatchAction = { text: string; call: [model: string, method: string, ids: number[]] };

/** An invoiced line next to its order line. Quantities are texts with their unit; a line without an order line has none. */
export type MatchRow = {
  line: string;
  item: string;
  ordered: string;
  received: string;
  billed: string;
  invoiced: string;
  verdict: string;
  detail: string;
  tone: "success" | "info" | "warning" | "danger";
  actions: MatchAction[];
};

/** Shows an invoice next to its order and the receipts, line by line, with a verdict and its next actions on each line. */
export class BillMatch extends Component<StandardFieldProps> {
  static override template = "suture_purchase.BillMatch";
  static override props = { ...standardFieldProps };

  private orm!: OrmService;
  private action!: { doAction(action: unknown, options?: object): Promise<unknown> };

  override setup(): void {
    this.orm = useService("orm");
    this.action = useService("action");
  }

  get rows(): MatchRow[] {
    const value = this.props.record.data[this.props.name] as { rows: MatchRow[] } | false | undefined;
    return value ? value.rows : [];
  }

  /** Returns the quantities of a row with the headings of their columns, which a narrow screen shows next to each. */
  quantities(row: MatchRow): { name: string; heading: string; value: string }[] {
    const { ordered, received, billed, invoiced } = row;
    return [
      { name: "ordered", heading: _t("Ordered"), value: ordered },
      { name: "received", heading: _t("Received"), value: received },
      { name: "billed", heading: _t("Already billed"), value: billed },
      { name: "invoiced", heading: _t("This invoice"), value: invoiced },
    ];
  }

  async onAct({ call: [model, method, ids] }: MatchAction): Promise<void> {
    const action = await this.orm.call(model, method, [ids]);
    await this.action.doAction(action, { onClose: () => this.props.record.load() });
  }
}

export const billMatch = {
  component: BillMatch,
  displayName: _t("Invoice, order and receipt"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
};

registry.category("fields").add("suture_bill_match", billMatch);
