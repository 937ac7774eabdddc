import { registry } from "@web/core/registry";

/** A figure of the section "money": amounts by currency, under its name in the section's data. */
export type MoneyFigure = {
  title: () => string;
  help: () => string;
  /** The model of the records behind an amount. */
  model: string;
  /** How many records there are, in words. */
  count: (count: number) => string;
};

/** The figures, to which modules add their own. */
export const moneyFigures = registry.category("suture_money_figures");
