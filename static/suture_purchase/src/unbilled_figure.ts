import { type MoneyFigure, moneyFigures } from "@suture/lib/suture";
import { _t } from "./translation.ts";

/** The figure for the value of goods that were received on exchanged orders but are not billed yet. */
export const unbilledFigure: MoneyFigure = {
  title: () => _t("Received, not billed"),
  help: () =>
    _t("Goods received on exchanged orders that are not on a bill yet, at the order price without tax."),
  model: "purchase.order",
  count: (count) => (count === 1 ? _t("1 order") : _t("%s orders", count)),
};

moneyFigures.add("unbilled", unbilledFigure, { sequence: 20 });
