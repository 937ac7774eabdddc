import { type MoneyFigure, moneyFigures } from "@suture/lib/suture";
import { _t } from "./translation.ts";

/** The figure for the value of exchanged draft bills, which still have to be posted. */
export const billsFigure: MoneyFigure = {
  title: () => _t("Bills to post"),
  help: () => _t("Draft vendor bills and refunds that were exchanged, with their totals including tax."),
  model: "account.move",
  count: (count) => (count === 1 ? _t("1 bill") : _t("%s bills", count)),
};

moneyFigures.add("bills", billsFigure, { sequence: 30 });
