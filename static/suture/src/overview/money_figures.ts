import { registry } from "@web/core/registry";

/** A figure of the section "money": amounts by currency, under this name in the section's data. */
export type MoneyFigure = {
  title: () => string;
  help: () => string;
  /** The model of the records behind an amount. */
  model: string;
  /** Returns the number of records as text. */
  count: (count: number) => string;
};

/** The registry of figures, which modules extend. */
export const moneyFigures = registry.category("suture_money_figures");
