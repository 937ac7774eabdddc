import { type MoneyFigure, moneyFigures } from "@suture/lib/suture";
import { _t } from "./translation.ts";

/** Goods that came in and are on no bill. */
export const unbilledFigure: MoneyFigure = {
  title: () => _t("Received, not billed"),
  help: () =>
    _t("Goods of exchanged orders that came in and are on no bill, at the price of the order without tax."),
  model: "purchase.order",
  count: (count) => (count === 1 ? _t("1 order") : _t("%s orders", count)),
};

moneyFigures.add("unbilled", unbilledFigure, { sequence: 20 });
