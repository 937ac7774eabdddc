import { registry } from "@web/core/registry";

/** The texts of a figure of the section "money". Its name in `moneyFigures` is that of its amounts in the section's data. */
export type MoneyFigure = {
  title: () => string;
  help: () => string;
  /** The model of the records behind an amount. */
  model: string;
  /** Returns the number of records with their kind, such as "3 bills". */
  count: (count: number) => string;
};

/** The registry of the figures of the section "money", which modules extend. */
export const moneyFigures = registry.category("suture_money_figures");
