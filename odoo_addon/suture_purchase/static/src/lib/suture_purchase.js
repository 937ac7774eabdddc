import { Component as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__, onWillStart as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__, useState as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__ } from "@odoo/owl";
import { registry as __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__ } from "@web/core/registry";
import { useService as __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__ } from "@web/core/utils/hooks";
import { standardFieldProps as __WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ } from "@web/views/fields/standard_field_props";
import { appTranslateFn as __WEBPACK_EXTERNAL_MODULE__web_core_l10n_translation_446878c9_appTranslateFn__ } from "@web/core/l10n/translation";
import { Moment as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_Moment__, OverviewChart as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_OverviewChart__, OverviewFigure as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_OverviewFigure__, OverviewTile as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_OverviewTile__, duration as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_duration__, moneyFigures as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_moneyFigures__, overviewSections as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_overviewSections__, percent as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_percent__, rehearsalExtras as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_rehearsalExtras__, useOpenRecords as __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_useOpenRecords__ } from "@suture/lib/suture";

;// external "@odoo/owl"

;// external "@web/core/registry"

;// external "@web/core/utils/hooks"

;// external "@web/views/fields/standard_field_props"

;// external "@web/core/l10n/translation"

;// ./static/suture_purchase/src/translation.ts

function _t(source, ...substitutions) {
  return __WEBPACK_EXTERNAL_MODULE__web_core_l10n_translation_446878c9_appTranslateFn__(source, "suture_purchase", ...substitutions);
}

;// ./static/suture_purchase/src/bill_match/bill_match.ts





class BillMatch extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture_purchase.BillMatch";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  orm;
  action;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
  }
  get rows() {
    const value = this.props.record.data[this.props.name];
    return value ? value.rows : [];
  }
  /** Returns the quantities of a row with the headings of their columns, which a narrow screen shows next to each. */
  quantities(row) {
    const { ordered, received, billed, invoiced } = row;
    return [
      { name: "ordered", heading: _t("Ordered"), value: ordered },
      { name: "received", heading: _t("Received"), value: received },
      { name: "billed", heading: _t("Already billed"), value: billed },
      { name: "invoiced", heading: _t("This invoice"), value: invoiced }
    ];
  }
  async onAct({ call: [model, method, ids] }) {
    const action = await this.orm.call(model, method, [ids]);
    await this.action.doAction(action, { onClose: () => this.props.record.load() });
  }
}
const billMatch = {
  component: BillMatch,
  displayName: _t("Invoice, order and receipt"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"]
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("suture_bill_match", billMatch);

;// external "@suture/lib/suture"

;// ./static/suture_purchase/src/order_section.ts



class OrderSection extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture_purchase.OrderSection";
  static components = { Moment: __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_Moment__, OverviewChart: __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_OverviewChart__, OverviewFigure: __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_OverviewFigure__, OverviewTile: __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_OverviewTile__ };
  static props = { data: Object, period: String };
  records;
  setup() {
    this.records = __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_useOpenRecords__();
  }
  get columns() {
    return [
      {
        name: "orders",
        title: _t("Orders"),
        help: _t("Orders confirmed in this period and exchanged with the vendor."),
        tone: ""
      },
      {
        name: "answered",
        title: _t("Answered"),
        help: _t("How many of these orders the vendor has answered."),
        tone: ""
      },
      { name: "unanswered", title: _t("Unanswered"), help: this.unansweredHelp, tone: "danger" }
    ];
  }
  get unansweredTitle() {
    return _t("Unanswered orders");
  }
  get unansweredHelp() {
    return _t(
      "Orders, regardless of age, that are not fully received and to which the vendor has not responded, although it sends responses electronically."
    );
  }
  get oldestTitle() {
    return _t("Oldest unanswered order");
  }
  get oldestHelp() {
    return _t("The order that has waited longest for a response.");
  }
  get oldestNote() {
    const oldest = this.props.data.unanswered.oldest;
    if (!oldest) return "";
    const days = Math.floor((Date.now() - Date.parse(oldest.sent_at)) / 864e5);
    const when = days === 0 ? _t("sent today") : days === 1 ? _t("sent yesterday") : _t("sent %s days ago", days);
    return `${oldest.partner}, ${when}`;
  }
  get answerHelp() {
    return _t("Median time from sending an order to receiving the response.");
  }
  get fillHelp() {
    return _t(
      "Share of the ordered quantity that is delivered: the received quantity once all deliveries have arrived, otherwise the quantity that the vendor confirmed. Average over the lines of answered or received orders."
    );
  }
  get chartTitle() {
    return _t("Unanswered orders by age");
  }
  get ageLabels() {
    return [_t("Up to 1 day"), _t("1 to 3 days"), _t("3 to 7 days"), _t("Over 7 days")];
  }
  get bars() {
    return [{ label: _t("Orders"), values: this.props.data.unanswered.ages }];
  }
  duration(seconds) {
    return __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_duration__(seconds);
  }
  percent(share) {
    return __WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_percent__(share);
  }
  labelOf(row, column) {
    return `${row.name}, ${column.title}: ${row[column.name]}`;
  }
  openUnanswered = () => {
    const { domain } = this.props.data.unanswered;
    void this.records.list("purchase.order", domain, this.unansweredTitle);
  };
  openOldest = () => {
    const { oldest } = this.props.data.unanswered;
    if (oldest) void this.records.one("purchase.order", oldest.id);
  };
  openRow(row, column) {
    void this.records.list("purchase.order", row.domains[column.name], `${row.name}: ${column.title}`);
  }
}
__WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_overviewSections__.add("orders", { label: () => _t("Orders and vendors"), component: OrderSection });

;// ./static/suture_purchase/src/order_changes/order_changes.ts




class OrderChanges extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture_purchase.OrderChanges";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  get comparison() {
    return this.props.record.data[this.props.name] || { columns: [], rows: [] };
  }
  isLast(index) {
    return index === this.comparison.columns.length - 1;
  }
}
const orderChanges = {
  component: OrderChanges,
  displayName: _t("Changes to an order"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"]
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("suture_order_changes", orderChanges);

;// ./static/suture_purchase/src/sample_order.ts



const MOST_ORDERS = 20;
class SampleOrder extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture_purchase.SampleOrder";
  static props = { record: Object, ask: Function, isWaiting: Boolean };
  orm;
  input;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.input = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ order: "", orders: [] });
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__(async () => {
      this.input.orders = await this.ordersOfPartner();
    });
  }
  /** Returns the latest orders to the connection's partner, or an empty list if the user has no access to orders. */
  async ordersOfPartner() {
    const { partner_id: partner, kind } = this.props.record.data;
    if (!partner || kind !== "edi") return [];
    const domain = [["partner_id", "child_of", partner.id]];
    return this.orm.silent.call("purchase.order", "search_read", [domain, ["name"], 0, MOST_ORDERS, "id desc"]).catch(() => []);
  }
  async onSample() {
    await this.props.ask("show_sample", [Number(this.input.order)]);
  }
}
__WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_rehearsalExtras__.add("sample_order", SampleOrder);

;// ./static/suture_purchase/src/unbilled_figure.ts


const unbilledFigure = {
  title: () => _t("Received, not billed"),
  help: () => _t("Goods received on exchanged orders that are not on a bill yet, at the order price without tax."),
  model: "purchase.order",
  count: (count) => count === 1 ? _t("1 order") : _t("%s orders", count)
};
__WEBPACK_EXTERNAL_MODULE__suture_lib_suture_03822878_moneyFigures__.add("unbilled", unbilledFigure, { sequence: 20 });

;// ./static/suture_purchase/src/suture_purchase.ts






