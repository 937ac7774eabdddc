import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../translation.ts";

type Row = { about: string; label: string; values: string[] };
/** The value of the field: one row for each value that differs, and the titles of its columns. */
export type OrderComparison = { columns: string[]; rows: Row[] };

/** Compares values of an order, such as what was sent and what the order has now. The last column is emphasised. */
export class OrderChanges extends Component<StandardFieldProps> {
  static override template = "suture_purchase.OrderChanges";
  static override props = { ...standardFieldProps };

  get comparison(): OrderComparison {
    return (this.props.record.data[this.props.name] || { columns: [], rows: [] }) as OrderComparison;
  }

  isLast(index: number): boolean {
    return index === this.comparison.columns.length - 1;
  }
}

export const orderChanges = {
  component: OrderChanges,
  displayName: _t("Changes to an order"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
};

registry.category("fields").add("suture_order_changes", orderChanges);
