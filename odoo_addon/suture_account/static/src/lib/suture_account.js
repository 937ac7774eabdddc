import { moneyFigures as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_moneyFigures__ } from "@suture/lib/suture";
import { appTranslateFn as __WEBPACK_EXTERNAL_MODULE__web_core_l10n_translation_446878c9_appTranslateFn__ } from "@web/core/l10n/translation";

;// external "@suture/lib/suture"

;// external "@web/core/l10n/translation"

;// ./static/suture_account/src/translation.ts

function _t(source, ...substitutions) {
  return __WEBPACK_EXTERNAL_MODULE__web_core_l10n_translation_446878c9_appTranslateFn__(source, "suture_account", ...substitutions);
}

;// ./static/suture_account/src/bills_figure.ts


const billsFigure = {
  title: () => _t("Bills to post"),
  help: () => _t("Draft vendor bills and refunds that were exchanged, with their totals including tax."),
  model: "account.move",
  count: (count) => count === 1 ? _t("1 bill") : _t("%s bills", count)
};
__WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_moneyFigures__.add("bills", billsFigure, { sequence: 30 });

;// ./static/suture_account/src/suture_account.ts


