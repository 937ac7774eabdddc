import { registry } from "@web/core/registry";

/**
 * The texts of a figure of the section "money", and the model of its records. The figure has the same name in `moneyFigures` as
 * its amounts in the section's data.
 */
export type MoneyFigure = {
  title: () => string;
  help: () => string;
  /** The model of the records behind an amount. */
  model: string;
  /** Returns a number of records as text, such as "3 bills". */
  count: (count: number) => string;
};

/** The registry of the figures of the section "money", which modules extend. */
export const moneyFigures = registry.category("suture_money_figures");
