import { Component as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__, onMounted as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onMounted__, onWillDestroy as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillDestroy__, onWillStart as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__, onWillUnmount as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__, onWillUpdateProps as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUpdateProps__, useEffect as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useEffect__, useRef as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useRef__, useState as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__ } from "@odoo/owl";
import { registry as __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__ } from "@web/core/registry";
import { useBus as __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useBus__, useService as __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__ } from "@web/core/utils/hooks";
import { standardFieldProps as __WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ } from "@web/views/fields/standard_field_props";
import { appTranslateFn as __WEBPACK_EXTERNAL_MODULE__web_core_l10n_translation_446878c9_appTranslateFn__ } from "@web/core/l10n/translation";
import { standardActionServiceProps as __WEBPACK_EXTERNAL_MODULE__web_webclient_actions_action_service_b6141e1a_standardActionServiceProps__ } from "@web/webclient/actions/action_service";
import { RecordAutocomplete as __WEBPACK_EXTERNAL_MODULE__web_core_record_selectors_record_autocomplete_37ab23ac_RecordAutocomplete__ } from "@web/core/record_selectors/record_autocomplete";
import { CopyButton as __WEBPACK_EXTERNAL_MODULE__web_core_copy_button_copy_button_52ae93f3_CopyButton__ } from "@web/core/copy_button/copy_button";
import { browser as __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__ } from "@web/core/browser/browser";
import { Dropdown as __WEBPACK_EXTERNAL_MODULE__web_core_dropdown_dropdown_0418dabe_Dropdown__ } from "@web/core/dropdown/dropdown";
import { DropdownItem as __WEBPACK_EXTERNAL_MODULE__web_core_dropdown_dropdown_item_80f9127f_DropdownItem__ } from "@web/core/dropdown/dropdown_item";
import { user as __WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__ } from "@web/core/user";
import { FormController as __WEBPACK_EXTERNAL_MODULE__web_views_form_form_controller_2c140071_FormController__ } from "@web/views/form/form_controller";
import { FormRenderer as __WEBPACK_EXTERNAL_MODULE__web_views_form_form_renderer_67585512_FormRenderer__ } from "@web/views/form/form_renderer";
import { formView as __WEBPACK_EXTERNAL_MODULE__web_views_form_form_view_345fad8c_formView__ } from "@web/views/form/form_view";
import { deserializeDateTime as __WEBPACK_EXTERNAL_MODULE__web_core_l10n_dates_a32e4b94_deserializeDateTime__, formatDate as __WEBPACK_EXTERNAL_MODULE__web_core_l10n_dates_a32e4b94_formatDate__, formatDateTime as __WEBPACK_EXTERNAL_MODULE__web_core_l10n_dates_a32e4b94_formatDateTime__ } from "@web/core/l10n/dates";
import { usePopover as __WEBPACK_EXTERNAL_MODULE__web_core_popover_popover_hook_d8607e66_usePopover__ } from "@web/core/popover/popover_hook";
import { RelativeTime as __WEBPACK_EXTERNAL_MODULE__mail_core_common_relative_time_62577d07_RelativeTime__ } from "@mail/core/common/relative_time";
import { KanbanRenderer as __WEBPACK_EXTERNAL_MODULE__web_views_kanban_kanban_renderer_df935cc3_KanbanRenderer__ } from "@web/views/kanban/kanban_renderer";
import { kanbanView as __WEBPACK_EXTERNAL_MODULE__web_views_kanban_kanban_view_c8170e14_kanbanView__ } from "@web/views/kanban/kanban_view";
import { ListRenderer as __WEBPACK_EXTERNAL_MODULE__web_views_list_list_renderer_f860cb5f_ListRenderer__ } from "@web/views/list/list_renderer";
import { listView as __WEBPACK_EXTERNAL_MODULE__web_views_list_list_view_34a12d9b_listView__ } from "@web/views/list/list_view";
import { Layout as __WEBPACK_EXTERNAL_MODULE__web_search_layout_adaa7a58_Layout__ } from "@web/search/layout";
import { formatCurrency as __WEBPACK_EXTERNAL_MODULE__web_core_currency_4161561f_formatCurrency__ } from "@web/core/currency";
import { loadBundle as __WEBPACK_EXTERNAL_MODULE__web_core_assets_18972b9a_loadBundle__ } from "@web/core/assets";
import { cookie as __WEBPACK_EXTERNAL_MODULE__web_core_browser_cookie_017aa4f2_cookie__ } from "@web/core/browser/cookie";
import { getColor as __WEBPACK_EXTERNAL_MODULE__web_core_colors_colors_a77f6f56_getColor__, getCustomColor as __WEBPACK_EXTERNAL_MODULE__web_core_colors_colors_a77f6f56_getCustomColor__ } from "@web/core/colors/colors";
import { useRecordObserver as __WEBPACK_EXTERNAL_MODULE__web_model_relational_model_utils_a0eb7671_useRecordObserver__ } from "@web/model/relational_model/utils";
import { localization as __WEBPACK_EXTERNAL_MODULE__web_core_l10n_localization_6ed3fb2b_localization__ } from "@web/core/l10n/localization";
import { formatFloat as __WEBPACK_EXTERNAL_MODULE__web_views_fields_formatters_451eee35_formatFloat__ } from "@web/views/fields/formatters";
import { parseFloat as __WEBPACK_EXTERNAL_MODULE__web_views_fields_parsers_6cedfb14_parseFloat__ } from "@web/views/fields/parsers";

;// external "@odoo/owl"

;// external "@web/core/registry"

;// external "@web/core/utils/hooks"

;// external "@web/views/fields/standard_field_props"

;// external "@web/core/l10n/translation"

;// ./static/suture/src/l10n/translation.ts

function _t(source, ...substitutions) {
  return __WEBPACK_EXTERNAL_MODULE__web_core_l10n_translation_446878c9_appTranslateFn__(source, "suture", ...substitutions);
}

;// ./static/suture/src/alerts/alerts.ts





const gravest = ["danger", "warning", "info"];
class Alerts extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.Alerts";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  orm;
  action;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
  }
  get alerts() {
    const told = this.props.record.data[this.props.name] || {};
    return Object.entries(told).map(([name, alert]) => ({ name, ...alert })).sort((a, b) => gravest.indexOf(a.level) - gravest.indexOf(b.level));
  }
  async onAct({ action, action_call: call }) {
    if (call) {
      const [model, method, ids] = call;
      await this.orm.call(model, method, [ids]);
      await this.action.doAction("soft_reload");
    } else await this.action.doAction(action);
  }
}
const alerts = {
  component: Alerts,
  displayName: _t("Integration alerts"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"]
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("suture_alerts", alerts);

;// ./static/suture/src/catalogue_code/catalogue_code.ts




class CatalogueCode extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.CatalogueCode";
  static props = {
    ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__,
    choices: { type: String, optional: true },
    isRadio: { type: Boolean, optional: true },
    required: { type: Boolean, optional: true },
    placeholder: { type: String, optional: true }
  };
  get code() {
    return this.props.record.data[this.props.name] || "";
  }
  get label() {
    const known = [...this.offered, ...this.props.record.fields[this.props.name]?.selection ?? []];
    return known.find(([code]) => code === this.code)?.[1] ?? this.code;
  }
  /** Returns the choices, including the current code if it is not among them. */
  get pairs() {
    const { code, label } = this;
    return code === "" || this.offered.some(([each]) => each === code) ? this.offered : [...this.offered, [code, label]];
  }
  get isFree() {
    return this.offered.length === 0 && this.props.record.fields[this.props.name]?.type !== "selection";
  }
  get inputId() {
    return this.props.id ?? this.props.name;
  }
  get offered() {
    const { choices, record, name } = this.props;
    const held = choices === void 0 ? record.fields[name]?.selection : record.data[choices];
    return held || [];
  }
  async choose(code) {
    await this.props.record.update({ [this.props.name]: code.trim() || false });
  }
}
const catalogueCode = {
  component: CatalogueCode,
  displayName: _t("Catalogue code"),
  supportedTypes: ["selection", "char"],
  isEmpty: (record, name) => !record.data[name],
  extractProps: ({ options, placeholder }, { required }) => ({
    choices: options.choices,
    isRadio: options.radio ?? false,
    required: required ?? false,
    placeholder
  })
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("suture_code", catalogueCode);

;// external "@web/webclient/actions/action_service"

;// ./static/suture/src/connection_test/connection_test.ts





const ICONS = {
  ok: "fa-check-circle text-success",
  failed: "fa-times-circle text-danger",
  skipped: "fa-minus-circle text-muted"
};
class ConnectionTest extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.ConnectionTest";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_webclient_actions_action_service_b6141e1a_standardActionServiceProps__ };
  orm;
  state;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.state = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ isRunning: false, hasFailed: false, result: null });
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onMounted__(() => void this.run());
  }
  get summary() {
    return this.state.result?.ok ? _t("The sidecar and Odoo can reach each other.") : _t("The connection does not work yet. The first failed step shows what to do.");
  }
  icon(check) {
    return ICONS[check.state];
  }
  stateName(check) {
    if (check.state === "ok") {
      return _t("OK");
    }
    return check.state === "failed" ? _t("failed") : _t("not checked");
  }
  async run() {
    Object.assign(this.state, { isRunning: true, hasFailed: false });
    try {
      this.state.result = await this.orm.silent.call("suture.setup", "test_connection", []);
    } catch (error) {
      this.state.hasFailed = true;
      throw error;
    } finally {
      this.state.isRunning = false;
    }
  }
}
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("actions").add("suture_connection_test", ConnectionTest);

;// external "@web/core/record_selectors/record_autocomplete"

;// ./static/suture/src/decisions/decisions.ts






const ASK_AGAIN_EVERY = 3e3;
const USUAL_WAIT = 12e3;
const titles = {
  "would-apply": () => _t("This will change:"),
  "would-wait": () => _t("Nothing will change yet: the document would wait."),
  exception: () => _t("Nothing will change yet: the document would still need a decision."),
  duplicate: () => _t("Nothing will change: the document has already been applied."),
  refused: () => _t("The preview failed.")
};
class IntegrationDecisions extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationDecisions";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  static components = { RecordAutocomplete: __WEBPACK_EXTERNAL_MODULE__web_core_record_selectors_record_autocomplete_37ab23ac_RecordAutocomplete__ };
  state;
  orm;
  waitingSince = Date.now();
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    const bus = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("bus_service");
    const choices = Object.fromEntries(this.rows.map(({ at, chosen }) => [at, chosen]));
    this.state = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ choices, isSlow: false, isSaving: false });
    const arrived = ({ id }) => {
      if (id === this.exchangeId) void this.reload();
    };
    bus.subscribe("suture.exchange/preview", arrived);
    const timer = setInterval(() => this.askAgain(), ASK_AGAIN_EVERY);
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__(() => {
      clearInterval(timer);
      bus.unsubscribe("suture.exchange/preview", arrived);
    });
  }
  get data() {
    return this.props.record.data;
  }
  get exchangeId() {
    const exchange = this.data.exchange_id;
    return Array.isArray(exchange) ? exchange[0] : exchange ? exchange.id ?? null : null;
  }
  get rows() {
    const rows = this.data[this.props.name];
    return Array.isArray(rows) ? rows : [];
  }
  get shown() {
    return this.state.isSaving ? null : this.data.shown || null;
  }
  get isDecided() {
    return this.rows.some(({ at }) => this.isComplete(at));
  }
  get isWaiting() {
    return this.isDecided && this.shown === null;
  }
  get title() {
    const outcome = this.shown?.outcome ?? "";
    return titles[outcome]?.() ?? outcome;
  }
  get open() {
    return this.rows.filter(({ at }) => !this.isComplete(at)).length;
  }
  get openText() {
    return _t("Findings without a decision: %s. The document will need attention again.", String(this.open));
  }
  chosen(row) {
    return this.state.choices[row.at] ?? null;
  }
  option(row) {
    return row.options.find(({ code }) => code === this.chosen(row)?.code) ?? null;
  }
  optionLabel({ label, detail }) {
    return detail ? `${label} (${detail})` : label;
  }
  get searchText() {
    return _t("Search for another one\u2026");
  }
  selectLabel(row) {
    return row.line ? _t("Decision on line %s", row.line) : _t("Decision");
  }
  recordName(row) {
    const id = this.chosen(row)?.record;
    return this.option(row)?.record?.candidates.find((each) => each.id === id)?.name ?? "";
  }
  onChoose(row, code) {
    const option = row.options.find((each) => each.code === code);
    const record = option?.record?.candidates[0]?.id ?? null;
    this.state.choices[row.at] = option ? { code, record } : null;
    void this.save();
  }
  onChooseRecord(row, id) {
    const chosen = this.chosen(row);
    if (!chosen || id === null) return;
    this.state.choices[row.at] = { ...chosen, record: id };
    void this.save();
  }
  onPreviewAgain() {
    void this.save();
  }
  /** Returns whether the decision on a finding has everything that it needs. */
  isComplete(at) {
    const chosen = this.state.choices[at];
    const row = this.rows.find((each) => each.at === at);
    const option = row?.options.find(({ code }) => code === chosen?.code);
    return option !== void 0 && (option.record === void 0 || typeof chosen?.record === "number");
  }
  async save() {
    const chosen = Object.entries(this.state.choices).flatMap(
      ([at, choice]) => choice && this.isComplete(Number(at)) ? [{ at: Number(at), ...choice }] : []
    );
    this.waitingSince = Date.now();
    this.state.isSlow = false;
    this.state.isSaving = true;
    try {
      await this.orm.call("suture.exchange.accept", "decide", [[this.props.record.resId], chosen]);
      await this.reload();
    } finally {
      this.state.isSaving = false;
    }
  }
  askAgain() {
    if (!this.isWaiting || this.state.isSaving) return;
    this.state.isSlow = Date.now() - this.waitingSince > USUAL_WAIT;
    void this.reload();
  }
  /** Loads the wizard again. A reason that the person is writing is kept. */
  async reload() {
    const { reason } = this.data;
    await this.props.record.load();
    if (reason && reason !== this.data.reason) await this.props.record.update({ reason });
  }
}
const integrationDecisions = {
  component: IntegrationDecisions,
  displayName: _t("Integration decisions"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_decisions", integrationDecisions);

;// external "@web/core/copy_button/copy_button"

;// ./static/suture/src/endpoints/endpoints.ts





class Endpoints extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.Endpoints";
  static components = { CopyButton: __WEBPACK_EXTERNAL_MODULE__web_core_copy_button_copy_button_52ae93f3_CopyButton__ };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  get endpoints() {
    return this.props.record.data[this.props.name] || [];
  }
  get copied() {
    return _t("Copied");
  }
  copyLabel({ label }) {
    return _t("Copy: %s", label);
  }
}
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("suture_endpoints", {
  component: Endpoints,
  displayName: _t("Endpoints of the sidecar"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"]
});

;// external "@web/core/browser/browser"

;// external "@web/core/dropdown/dropdown"

;// external "@web/core/dropdown/dropdown_item"

;// external "@web/core/user"

;// ./static/suture/src/exception_menu/exception_menu.ts








const notice = "suture.queue";
const spread = 2e3;
const refreshEvery = 5 * 6e4;
class ExceptionMenu extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.ExceptionMenu";
  static components = { Dropdown: __WEBPACK_EXTERNAL_MODULE__web_core_dropdown_dropdown_0418dabe_Dropdown__, DropdownItem: __WEBPACK_EXTERNAL_MODULE__web_core_dropdown_dropdown_item_80f9127f_DropdownItem__ };
  static props = {};
  orm;
  action;
  current;
  pending;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
    const bus = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("bus_service");
    this.current = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({
      isShown: false,
      counts: { mine: 0, unassigned: 0, late: 0, both: 0, most: 0 }
    });
    const onNotice = () => this.loadSoon();
    const timer = __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.setInterval(() => this.loadSoon(), refreshEvery);
    bus.subscribe(notice, onNotice);
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__(async () => {
      this.current.isShown = await __WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__.hasGroup("suture.group_user");
      void this.load();
    });
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__(() => {
      bus.unsubscribe(notice, onNotice);
      __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.clearInterval(timer);
      __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.clearTimeout(this.pending);
    });
  }
  get isShown() {
    return this.current.isShown;
  }
  get counts() {
    return this.current.counts;
  }
  get label() {
    const mine = this.told(this.counts.mine);
    const unassigned = this.told(this.counts.unassigned);
    const late = this.told(this.counts.late);
    return _t("Exceptions: %(mine)s mine, %(unassigned)s unassigned, %(late)s late", {
      mine,
      unassigned,
      late
    });
  }
  /** Returns a count as text, with a plus sign ("100+") if it has reached the limit. */
  told(count) {
    return count > 0 && count >= this.counts.most ? `${this.counts.most}+` : String(count);
  }
  async open(filter) {
    const additionalContext = filter ? { [`search_default_${filter}`]: 1 } : {};
    await this.action.doAction("suture.exception_action", { additionalContext, clearBreadcrumbs: true });
  }
  loadSoon() {
    this.pending ??= __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.setTimeout(() => {
      this.pending = void 0;
      void this.load();
    }, Math.random() * spread);
  }
  /** Loads the counts. Never rejects. If loading fails, the old counts remain until the next attempt. */
  async load() {
    if (!this.isShown) {
      return;
    }
    try {
      this.current.counts = await this.orm.silent.call(
        "suture.exchange",
        "get_queue_counts",
        []
      );
    } catch {
    }
  }
}
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("systray").add("suture.exception_menu", { Component: ExceptionMenu }, { sequence: 25 });

;// external "@web/views/form/form_controller"

;// external "@web/views/form/form_renderer"

;// external "@web/views/form/form_view"

;// ./static/suture/src/exchange_form/exchange_form.ts




class ExchangeFormRenderer extends __WEBPACK_EXTERNAL_MODULE__web_views_form_form_renderer_67585512_FormRenderer__ {
  mailLayout() {
    return this.mailStore ? "BOTTOM_CHATTER" : "NONE";
  }
}
class ExchangeFormController extends __WEBPACK_EXTERNAL_MODULE__web_views_form_form_controller_2c140071_FormController__ {
  get className() {
    const { "o_xxl_form_view h-100": _sideBySide, ...classes } = super.className;
    return { ...classes, o_suture_exchange_form: true };
  }
}
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("views").add("suture_exchange_form", {
  ...__WEBPACK_EXTERNAL_MODULE__web_views_form_form_view_345fad8c_formView__,
  Controller: ExchangeFormController,
  Renderer: ExchangeFormRenderer
});

;// external "@web/core/l10n/dates"

;// ./static/suture/src/integration_corrections/integration_corrections.ts





class IntegrationCorrections extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationCorrections";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  get corrections() {
    const value = this.props.record.data[this.props.name];
    return Array.isArray(value) ? [...value].reverse() : [];
  }
  when({ at }) {
    return __WEBPACK_EXTERNAL_MODULE__web_core_l10n_dates_a32e4b94_formatDateTime__(__WEBPACK_EXTERNAL_MODULE__web_core_l10n_dates_a32e4b94_deserializeDateTime__(at));
  }
  /** Returns the name of the corrected value, such as "Line 1, Price". */
  place({ line, label }) {
    return line ? _t("Line %s, %s", line, label) : label;
  }
  refusal({ refused }) {
    return typeof refused === "string" ? refused : "";
  }
}
const integrationCorrections = {
  component: IntegrationCorrections,
  displayName: _t("Integration corrections"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_corrections", integrationCorrections);

;// ./static/suture/src/integration_findings/integration_findings.ts




const fieldTitles = {
  date: () => _t("Date"),
  item: () => _t("Item"),
  price: () => _t("Price"),
  quantity: () => _t("Quantity"),
  tax: () => _t("Tax"),
  total: () => _t("Total"),
  unit: () => _t("Unit")
};
class IntegrationFindings extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationFindings";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  get findings() {
    const value = this.props.record.data[this.props.name];
    return Array.isArray(value) ? value : [];
  }
  get columns() {
    const columns = [
      { name: "line", title: _t("Line"), isNumber: false },
      { name: "item", title: _t("Item"), isNumber: false },
      { name: "field", title: _t("Field"), isNumber: false },
      { name: "ours", title: _t("Our value"), isNumber: true },
      { name: "theirs", title: _t("Partner's value"), isNumber: true },
      { name: "text", title: _t("Explanation"), isNumber: false }
    ];
    return columns.filter(({ name }) => this.findings.some((finding) => finding[name]));
  }
  /** Returns the text of a cell. A field without a label is shown by its name. */
  cell(finding, { name }) {
    if (name === "ours" || name === "theirs") return finding[`${name}_text`] ?? finding[name] ?? "";
    const value = finding[name] ?? "";
    if (name === "field" && finding.position) return finding.position;
    return name === "field" ? fieldTitles[value]?.() ?? value.replaceAll("_", " ") : value;
  }
}
const integrationFindings = {
  component: IntegrationFindings,
  displayName: _t("Integration findings"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_findings", integrationFindings);

;// ./static/suture/src/integration_preview/integration_preview.ts





const integration_preview_titles = {
  asked: () => _t("Requested. The result will appear here shortly."),
  "would-apply": () => _t("It would be applied"),
  "would-send": () => _t("It would be sent"),
  "would-wait": () => _t("It would wait"),
  exception: () => _t("It would become an exception"),
  duplicate: () => _t("Already applied: nothing would happen"),
  refused: () => _t("The preview failed")
};
function previewTitle(outcome) {
  return integration_preview_titles[outcome]?.() ?? outcome;
}
class IntegrationPreview extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationPreview";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  setup() {
    const bus = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("bus_service");
    const arrived = ({ id }) => {
      if (id === this.props.record.resId) void this.props.record.load();
    };
    bus.subscribe("suture.exchange/preview", arrived);
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__(() => bus.unsubscribe("suture.exchange/preview", arrived));
  }
  get preview() {
    return this.props.record.data[this.props.name] || null;
  }
  get title() {
    return previewTitle(this.preview?.outcome ?? "");
  }
  get text() {
    return this.preview?.note || this.preview?.reason || "";
  }
  get changes() {
    return this.preview?.changes ?? [];
  }
  /** Returns the name of the record, marked as new if the retry would create it. */
  nameOf(change) {
    return change.id === null ? _t("New: %s", change.name) : change.name;
  }
  cell(value) {
    if (value === null || value === void 0) return "";
    if (typeof value === "boolean") return value ? _t("Yes") : _t("No");
    return String(value);
  }
}
const integrationPreview = {
  component: IntegrationPreview,
  displayName: _t("Integration preview"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_preview", integrationPreview);

;// ./static/suture/src/source_file/source_file.ts


class SourceFile extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.SourceFile";
  static props = { file: Object };
  get file() {
    return this.props.file;
  }
  get heading() {
    const headings = {
      file: this.file.name,
      comparison: _t("Both messages with this control number"),
      unreadable: _t(
        "The first bytes of the message. <0D> is a byte that is not a printable character, in hexadecimal."
      )
    };
    return headings[this.file.kind];
  }
  sign({ side }) {
    return side === "earlier" ? "\u2212" : side === "later" ? "+" : "";
  }
  /** Returns what a screen reader says before a line that is in only one of the messages. */
  sideLabel({ side }) {
    return side === "earlier" ? _t("Only in the earlier message:") : side === "later" ? _t("Only in this message:") : "";
  }
  hint({ label, why }) {
    return [label, why].filter(Boolean).join(": ");
  }
  skipped({ skipped }) {
    return _t("\u2026 lines of another document: %s", skipped);
  }
  get more() {
    return _t("Lines not shown: %s.", this.file.more);
  }
}

;// ./static/suture/src/integration_panes/aligned_sections.ts
function aligned(panes) {
  const keyed = panes.map(withKeys);
  const keys = mergedKeys(keyed.map((sections) => [...sections.keys()]));
  return keyed.map(
    (sections) => keys.map((key) => {
      const line = key.startsWith(ALONE) ? "" : key;
      const section = sections.get(key) ?? null;
      return { key, line, section, missing: section === null && line !== "" && sections.size > 0 };
    })
  );
}
const ALONE = "#";
function withKeys(sections, pane) {
  const keyed = /* @__PURE__ */ new Map();
  sections.forEach((section, index) => {
    const isAlone = keyed.has(section.line) || section.line === "" && index > 0;
    keyed.set(isAlone ? `${ALONE}${pane}.${index}` : section.line, section);
  });
  return keyed;
}
function mergedKeys(lists) {
  const merged = [];
  for (const list of lists) {
    let at = 0;
    for (const key of list) {
      const known = merged.indexOf(key);
      if (known < 0) merged.splice(at, 0, key);
      at = (known < 0 ? at : known) + 1;
    }
  }
  return merged;
}
function alignedRows(sections) {
  const topics = sharedTopics(sections);
  return sections.map((section) => {
    if (section === null) return [];
    const left = new Set(section.rows);
    const beside = topics.map((topic) => {
      const row = bestAbout(topic, section, sections) ?? null;
      if (row) left.delete(row);
      return row;
    });
    return [...beside, ...section.rows.filter((row) => left.has(row))];
  });
}
function bestAbout(topic, own, all) {
  const about = (section) => section.rows.filter((row) => topicOf(row) === topic);
  const others = all.flatMap((section) => section && section !== own ? about(section) : []);
  const candidates = about(own);
  return candidates.find(({ value }) => others.some((other) => other.value === value)) ?? candidates[0];
}
function sharedTopics(sections) {
  const all = sections.map((section) => new Set((section?.rows ?? []).map(topicOf).filter(Boolean)));
  const order = [...new Set([...all].reverse().flatMap((topics) => [...topics]))];
  return order.filter((topic) => all.filter((topics) => topics.has(topic)).length > 1);
}
const topicOf = ({ fields: [first = ""] }) => first;

;// ./static/suture/src/integration_panes/value_kinds.ts

const value_kinds_forms = {
  date: { form: /^\d{4}-\d{2}-\d{2}$/, says: () => _t("A date, such as 2026-11-27") },
  instant: {
    form: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/,
    says: () => _t("A date and time, such as 2026-11-27T09:30:00Z")
  },
  decimal: { form: /^-?\d{1,18}(\.\d{1,10})?$/, says: () => _t("A number, such as 12.50") },
  unit: { form: /^[A-Z0-9]{1,3}$/, says: () => _t("A UN/ECE unit code, such as C62 or BX") },
  currency: { form: /^[A-Z]{3}$/, says: () => _t("A currency, such as USD") }
};
function faultOf(kind, value) {
  if (typeof value === "boolean" || value.trim() === "") return "";
  if (kind === "text" || kind === "choice" || kind === "boolean") return "";
  const { form, says } = value_kinds_forms[kind];
  return form.test(value.trim()) ? "" : says();
}
function inputType(kind) {
  return kind === "date" ? "date" : "text";
}

;// ./static/suture/src/integration_panes/document_editor.ts



class DocumentEditor extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.DocumentEditor";
  static props = {
    resId: Number,
    sections: Array,
    shown: Array,
    onAsked: Function,
    onDiscard: Function
  };
  orm;
  draft;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.draft = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ values: {}, reason: "", isBusy: false, isTried: false });
  }
  get reason() {
    return this.draft.reason;
  }
  get isBusy() {
    return this.draft.isBusy;
  }
  get lacksReason() {
    return this.draft.isTried && this.draft.reason.trim() === "";
  }
  get changes() {
    return this.props.sections.flatMap(({ rows }) => rows).map((row) => ({ pointer: row.pointer, from: row.value, to: this.entered(row) })).filter(({ from, to }) => from !== to);
  }
  get canAsk() {
    const rows = this.props.sections.flatMap((section) => section.rows);
    return !this.isBusy && this.changes.length > 0 && rows.every((row) => this.faultOf(row) === "");
  }
  entered({ pointer, value }) {
    return this.draft.values[pointer] ?? value;
  }
  isChanged(row) {
    return this.entered(row) !== row.value;
  }
  faultOf(row) {
    return this.isChanged(row) ? faultOf(row.kind, this.entered(row)) : "";
  }
  inputType({ kind, value }) {
    return inputType(faultOf(kind, value) ? "text" : kind);
  }
  /** Returns the choices for a value. If the current value is not one of them, it is added at the end. */
  choicesOf({ choices = [], value }) {
    if (typeof value !== "string" || value === "" || choices.some((each) => each.value === value))
      return choices;
    return [...choices, { value, label: value }];
  }
  onChosen({ pointer }, target) {
    this.draft.values[pointer] = target.value;
  }
  onInput({ pointer, kind }, target) {
    this.draft.values[pointer] = kind === "boolean" ? target.checked : target.value;
  }
  onReason(target) {
    this.draft.reason = target.value;
  }
  async preview() {
    await this.ask("preview_fields", [this.changes], false);
  }
  async save() {
    this.draft.isTried = true;
    if (this.canAsk && !this.lacksReason) {
      await this.ask("correct_fields", [this.changes, this.draft.reason.trim()], true);
    }
  }
  async ask(method, args, isOver) {
    this.draft.isBusy = true;
    try {
      await this.orm.call("suture.exchange", method, [[this.props.resId], ...args]);
      await this.props.onAsked(isOver);
    } finally {
      this.draft.isBusy = false;
    }
  }
}

;// ./static/suture/src/integration_panes/shown_sections.ts
const linesShownAtOnce = 3;
function isLong(sections) {
  return linesOf(sections).length > linesShownAtOnce;
}
function linesInQuestion(sections) {
  return linesOf(sections).filter(({ flag, rows }) => flag || rows.some(({ to }) => to !== void 0)).map(({ line }) => line);
}
function shortened(sections, lines) {
  return sections.filter(
    ({ line }, index) => lines.size > 0 ? line === "" || lines.has(line) : index <= linesShownAtOnce
  );
}
function linesOf(sections) {
  return sections.filter(({ line }) => line !== "");
}

;// ./static/suture/src/integration_panes/integration_panes.ts










const HEAD_ROWS = 2;
function placedRows(sections, at) {
  return (alignedRows(sections)[at] ?? []).flatMap(
    (row, index) => row ? [{ ...row, style: `--suture-row: ${index + 1}` }] : []
  );
}
class IntegrationPanes extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationPanes";
  static components = { DocumentEditor: DocumentEditor, SourceFile: SourceFile };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  action;
  orm;
  view;
  setup() {
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.view = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ showsAllLines: false, isEditing: false, showsFile: false });
    const bus = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("bus_service");
    const arrived = ({ id }) => {
      if (id === this.props.record.resId) void this.props.record.load();
    };
    bus.subscribe("suture.exchange/preview", arrived);
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__(() => bus.unsubscribe("suture.exchange/preview", arrived));
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUpdateProps__((next) => {
      if (next.record.resId !== this.props.record.resId) this.view.isEditing = false;
    });
  }
  get panes() {
    const value = this.props.record.data[this.props.name];
    if (!value) {
      return [];
    }
    const ours = value.ours.preview ? _t("Result in Odoo") : _t("In Odoo");
    const isOutbound = value.arrived.outbound === true;
    const source = isOutbound ? _t("Sent document") : _t("Received document");
    return [
      { name: "arrived", title: source, icon: isOutbound ? "fa-upload" : "fa-download", ...value.arrived },
      { name: "understood", title: _t("Decoded document"), icon: "fa-lightbulb-o", ...value.understood },
      { name: "ours", title: ours, icon: "fa-database", ...value.ours }
    ];
  }
  get resId() {
    return this.props.record.resId || 0;
  }
  get isLong() {
    return this.panes.some(({ sections }) => isLong(sections));
  }
  get showsAllLines() {
    return this.view.showsAllLines;
  }
  /** Returns all sections if there are few lines or the user has asked for them, otherwise a selection: see `shortened`. */
  shown(sections) {
    if (this.showsAllLines || !this.isLong) {
      return sections;
    }
    return shortened(sections, new Set(this.panes.flatMap((pane) => linesInQuestion(pane.sections))));
  }
  toggleLines() {
    this.view.showsAllLines = !this.view.showsAllLines;
  }
  /** Reports whether a pane shows the file: on request, or if there are no values to show. */
  showsFile({ file, sections }) {
    return Boolean(file) && (this.view.showsFile || sections.length === 0);
  }
  canSwitchToFile({ file, sections }) {
    return Boolean(file) && sections.length > 0;
  }
  toggleFile() {
    this.view.showsFile = !this.view.showsFile;
  }
  isEdited({ editable }) {
    return this.view.isEditing && editable !== void 0;
  }
  canBeCorrected({ editable }) {
    return !this.view.isEditing && editable !== void 0;
  }
  missingText({ line }) {
    return _t("Line %s is missing here", line);
  }
  get isEditing() {
    return this.view.isEditing;
  }
  /** Reports whether the lines stand side by side. A file or a form in a pane has other heights than the lines. */
  get isAligned() {
    return !this.isEditing && !this.panes.some((pane) => this.showsFile(pane));
  }
  /** Returns the number of grid rows that each pane has: its header, its preview, and all rows of all places. */
  get rowsStyle() {
    return `--suture-pane-rows: ${HEAD_ROWS + Math.max(
      1,
      this.heights.reduce((sum, each) => sum + each, 0)
    )}`;
  }
  /** Returns the places of a pane, beside the same lines of the other panes. */
  placesOf(name) {
    const panes = this.alignedPanes;
    const at = panes.findIndex((pane) => pane.name === name);
    let start = HEAD_ROWS + 1;
    return (panes[at]?.places ?? []).map((place, index) => {
      const height = this.heights[index] ?? 1;
      const style = `--suture-row: ${start} / span ${height}; --suture-order: ${index * panes.length + at + 1}`;
      start += height;
      return {
        ...place,
        style,
        rows: placedRows(
          panes.map(({ places }) => places[index]?.section ?? null),
          at
        )
      };
    });
  }
  get alignedPanes() {
    const panes = this.panes;
    const places = aligned(panes.map(({ sections }) => this.shown(sections)));
    return panes.map(({ name }, at) => ({ name, places: places[at] ?? [] }));
  }
  /** Returns the number of grid rows of each place: its title and the rows of the pane that has most. */
  get heights() {
    const panes = this.alignedPanes;
    return (panes[0]?.places ?? []).map((_place, index) => {
      const rows = alignedRows(panes.map(({ places }) => places[index]?.section ?? null));
      return 1 + Math.max(1, ...rows.map(({ length }) => length));
    });
  }
  edit() {
    this.view.isEditing = true;
  }
  stopEditing() {
    this.view.isEditing = false;
  }
  async onAsked(isOver) {
    this.view.isEditing = !isOver;
    await this.props.record.load();
  }
  previewTitle({ preview }) {
    return previewTitle(preview?.outcome ?? "");
  }
  async forgetPreview() {
    await this.orm.call("suture.exchange", "action_forget_preview", [[this.resId]]);
    await this.props.record.load();
  }
  async openRecord({ record }) {
    if (record) {
      await this.action.doAction({
        type: "ir.actions.act_window",
        res_model: record.model,
        res_id: record.id,
        views: [[false, "form"]],
        target: "current"
      });
    }
  }
}
const integrationPanes = {
  component: IntegrationPanes,
  displayName: _t("Integration panes"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_panes", integrationPanes);

;// ./static/suture/src/integration_payload/integration_payload.ts




class IntegrationPayload extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationPayload";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  view;
  setup() {
    this.view = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ isOpen: false });
  }
  get value() {
    return this.props.record.data[this.props.name];
  }
  get isOpen() {
    return this.view.isOpen;
  }
  get formatted() {
    return JSON.stringify(this.value, null, 2);
  }
  toggle() {
    this.view.isOpen = !this.view.isOpen;
  }
}
const integrationPayload = {
  component: IntegrationPayload,
  displayName: _t("Integration document"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_payload", integrationPayload);

;// external "@web/core/popover/popover_hook"

;// ./static/suture/src/integration_status/status_badge.ts

const looks = {
  none: { icon: "fa-circle-o", color: "bg-200 text-700" },
  in_progress: { icon: "fa-paper-plane-o", color: "text-bg-300" },
  retrying: { icon: "fa-refresh", color: "text-bg-info" },
  attention: { icon: "fa-exclamation-circle", color: "text-bg-danger" },
  changed: { icon: "fa-pencil", color: "text-bg-warning" },
  synced: { icon: "fa-check", color: "text-bg-success" }
};
class StatusBadge extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.StatusBadge";
  static props = { state: String, label: String };
  get look() {
    return looks[this.props.state];
  }
}

;// external "@mail/core/common/relative_time"

;// ./static/suture/src/moment/moment.ts



function instantOf(at) {
  return luxon.DateTime.fromISO(at, { zone: "utc" });
}
class Moment extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.Moment";
  static components = { RelativeTime: __WEBPACK_EXTERNAL_MODULE__mail_core_common_relative_time_62577d07_RelativeTime__ };
  static props = { at: String, day: { type: String, optional: true } };
  get instant() {
    return instantOf(this.props.at);
  }
  /** Returns the date in the user's format if the time of day is unknown, otherwise an empty text. */
  get date() {
    return this.props.day ? __WEBPACK_EXTERNAL_MODULE__web_core_l10n_dates_a32e4b94_formatDate__(luxon.DateTime.fromISO(this.props.day)) : "";
  }
  /** Returns the exact time in the user's time zone and format. */
  get exact() {
    return __WEBPACK_EXTERNAL_MODULE__web_core_l10n_dates_a32e4b94_formatDateTime__(this.instant);
  }
}

;// ./static/suture/src/journey/journey_step_item.ts




const linesShownAtFirst = 5;
class JourneyStepItem extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.JourneyStepItem";
  static components = { Moment: Moment };
  static props = { step: Object, canOpen: Boolean };
  action;
  view;
  setup() {
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
    this.view = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ showsAllLines: false });
  }
  get stateLabel() {
    return this.props.step.state === "expected" ? _t("Upcoming") : this.props.step.state_label;
  }
  get lines() {
    const { lines } = this.props.step;
    return this.view.showsAllLines ? lines : lines.slice(0, linesShownAtFirst);
  }
  get hiddenLineCount() {
    return this.props.step.lines.length - this.lines.length;
  }
  get showAllText() {
    return _t("Show All %s Lines", String(this.props.step.lines.length));
  }
  get isAttemptDue() {
    const { next_attempt_at } = this.props.step;
    return next_attempt_at !== false && instantOf(next_attempt_at).toMillis() <= Date.now();
  }
  get isOpenable() {
    return this.props.canOpen && this.props.step.id > 0;
  }
  showAllLines() {
    this.view.showsAllLines = true;
  }
  async openExchange() {
    await this.open("suture.exchange", this.props.step.id);
  }
  async openLink() {
    const { link } = this.props.step;
    if (link) {
      await this.open(link.model, link.id);
    }
  }
  async open(resModel, resId) {
    await this.action.doAction({
      type: "ir.actions.act_window",
      res_model: resModel,
      res_id: resId,
      views: [[false, "form"]],
      target: "current"
    });
  }
}

;// ./static/suture/src/journey/journey_steps.ts


class JourneySteps extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.JourneySteps";
  static components = { JourneyStepItem: JourneyStepItem };
  static props = { steps: Array, canOpen: Boolean };
}

;// ./static/suture/src/journey/journey_popover.ts




class JourneyPopover extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.JourneyPopover";
  static components = { JourneySteps: JourneySteps, StatusBadge: StatusBadge };
  static props = { resModel: String, resId: Number, close: Function };
  orm;
  current;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.current = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ loading: { status: "loading" } });
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__(() => {
      this.load();
    });
  }
  get loading() {
    return this.current.loading;
  }
  get journey() {
    return this.loading.status === "loaded" ? this.loading.journey : null;
  }
  /** Returns the record's note, unless a step already shows it. */
  get note() {
    const { note, steps } = this.journey ?? { note: false, steps: [] };
    const isSaid = steps.some(({ reason, detail }) => note === reason || note === detail);
    return note && !isSaid ? note : "";
  }
  /** Loads the history. Never rejects. After a failure, the popover shows a message and a button to load the history again. */
  async load() {
    this.current.loading = { status: "loading" };
    const { resModel, resId } = this.props;
    try {
      const journey = await this.orm.silent.call(resModel, "get_integration_journey", [[resId]]);
      this.current.loading = { status: "loaded", journey };
    } catch {
      this.current.loading = { status: "failed" };
    }
  }
}

;// ./static/suture/src/live/live.ts





const changedNotice = "suture.changed";
function useChanges(ids, onChange) {
  const bus = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("bus_service");
  const onNotice = (changed) => {
    if (ids().some(([model, id]) => changed[model]?.includes(id))) onChange();
  };
  bus.subscribe(changedNotice, onNotice);
  __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__(() => bus.unsubscribe(changedNotice, onNotice));
}
function useLiveRecord(record) {
  const known = () => {
    const { resModel, resId } = record();
    return resId ? [[resModel, resId]] : [];
  };
  useChanges(known, async () => {
    if (!await record().isDirty()) await record().load();
  });
}
class Live extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.Live";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  setup() {
    useLiveRecord(() => this.props.record);
  }
  get text() {
    return this.props.record.data[this.props.name] || "";
  }
}
const live = {
  component: Live,
  displayName: _t("Live state"),
  supportedTypes: ["char"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("suture_live", live);

;// ./static/suture/src/integration_status/integration_status.ts








class IntegrationStatus extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationStatus";
  static components = { StatusBadge: StatusBadge };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  popover;
  popoverState;
  setup() {
    useLiveRecord(() => this.props.record);
    this.popoverState = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ isOpen: false });
    this.popover = __WEBPACK_EXTERNAL_MODULE__web_core_popover_popover_hook_d8607e66_usePopover__(JourneyPopover, {
      position: "right",
      extendedFlipping: true,
      popoverClass: "o_suture_popover",
      role: "dialog",
      onClose: () => {
        this.popoverState.isOpen = false;
      }
    });
  }
  get state() {
    return this.props.record.data[this.props.name] || "none";
  }
  /** Returns the field's own label for the state, so that badges, filters and groups use the same text. */
  get label() {
    const selection = this.props.record.fields[this.props.name]?.selection ?? [];
    return selection.find(([value]) => value === this.state)?.[1] ?? "";
  }
  get isExpanded() {
    return this.popoverState.isOpen ? "true" : "false";
  }
  onClick(ev) {
    if (this.popoverState.isOpen) {
      this.popover.close();
      return;
    }
    const { resModel, resId } = this.props.record;
    this.popover.open(ev.currentTarget, { resModel, resId });
    this.popoverState.isOpen = true;
  }
  /** Prevents Enter and Space from reaching the list, where they would act on the row instead of the button. */
  onKeydown(ev) {
    if (ev.key === "Enter" || ev.key === " ") {
      ev.stopPropagation();
    }
  }
}
const integrationStatus = {
  component: IntegrationStatus,
  displayName: _t("Integration status"),
  supportedTypes: ["selection"],
  isEmpty: () => false,
  listViewWidth: [130, 190]
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_status", integrationStatus);

;// ./static/suture/src/integration_timeline/integration_timeline.ts





class IntegrationTimeline extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationTimeline";
  static components = { JourneySteps: JourneySteps };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  get timeline() {
    return this.props.record.data[this.props.name] || { steps: [] };
  }
  get canOpen() {
    return this.timeline.can_open ?? false;
  }
}
const integrationTimeline = {
  component: IntegrationTimeline,
  displayName: _t("Integration timeline"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"]
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_timeline", integrationTimeline);

;// ./static/suture/src/key_ready/key_ready.ts






class KeyReady extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.KeyReady";
  static components = { CopyButton: __WEBPACK_EXTERNAL_MODULE__web_core_copy_button_copy_button_52ae93f3_CopyButton__ };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_webclient_actions_action_service_b6141e1a_standardActionServiceProps__ };
  action;
  setup() {
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
  }
  get made() {
    return this.props.action.params;
  }
  get copied() {
    return _t("Copied");
  }
  get fileLabel() {
    return _t("Save it as %s on the sidecar's host", this.made.file);
  }
  get lead() {
    return _t(
      "The key belongs to %s and is valid for %s days. It is shown only once.",
      this.made.user,
      this.made.days
    );
  }
  async test() {
    await this.action.doAction("suture.sidecar_test_action");
  }
  async close() {
    await this.action.doAction({ type: "ir.actions.act_window_close" });
  }
}
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("actions").add("suture_key_ready", KeyReady);

;// external "@web/views/kanban/kanban_renderer"

;// external "@web/views/kanban/kanban_view"

;// external "@web/views/list/list_renderer"

;// external "@web/views/list/list_view"

;// ./static/suture/src/new_key/key_list.ts






function useReportedKeys(list) {
  const connection = Number(list().context.default_connection_id);
  useChanges(
    () => [["suture.connection", connection]],
    () => void list().load()
  );
}
class KeyListRenderer extends __WEBPACK_EXTERNAL_MODULE__web_views_list_list_renderer_f860cb5f_ListRenderer__ {
  setup() {
    super.setup();
    useReportedKeys(() => this.props.list);
  }
}
class KeyKanbanRenderer extends __WEBPACK_EXTERNAL_MODULE__web_views_kanban_kanban_renderer_df935cc3_KanbanRenderer__ {
  setup() {
    super.setup();
    useReportedKeys(() => this.props.list);
  }
}
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("views").add("suture_key_list", { ...__WEBPACK_EXTERNAL_MODULE__web_views_list_list_view_34a12d9b_listView__, Renderer: KeyListRenderer });
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("views").add("suture_key_kanban", { ...__WEBPACK_EXTERNAL_MODULE__web_views_kanban_kanban_view_c8170e14_kanbanView__, Renderer: KeyKanbanRenderer });

;// ./static/suture/src/new_key/key_exchange.ts
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const canExchange = () => globalThis.crypto?.subtle !== void 0;
async function beginExchange() {
  const { subtle } = globalThis.crypto;
  const pair = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  return {
    publicKey: base64Of(new Uint8Array(await subtle.exportKey("raw", pair.publicKey))),
    async open({ publicKey, nonce, content }, context) {
      const theirs = await subtle.importKey("raw", bytesOf(publicKey), CURVE, false, []);
      const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256);
      const secret = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
      const derivation = {
        name: "HKDF",
        hash: "SHA-256",
        salt: new Uint8Array(),
        info: new TextEncoder().encode(context)
      };
      const cipher = { name: "AES-GCM", length: 256 };
      const key = await subtle.deriveKey(derivation, secret, cipher, false, ["decrypt"]);
      const text = await subtle.decrypt({ name: "AES-GCM", iv: bytesOf(nonce) }, key, bytesOf(content));
      return new TextDecoder().decode(text);
    }
  };
}
const base64Of = (bytes) => btoa(String.fromCharCode(...bytes));
const bytesOf = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

;// ./static/suture/src/new_key/new_key.ts







const POLL_MS = 500;
const LATE_MS = 15e3;
class NewKey extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.NewKey";
  static components = { CopyButton: __WEBPACK_EXTERNAL_MODULE__web_core_copy_button_copy_button_52ae93f3_CopyButton__ };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_webclient_actions_action_service_b6141e1a_standardActionServiceProps__ };
  orm;
  action;
  isClosed = false;
  /** The ID of the request whose answer this dialog waits for, or null. */
  request = null;
  state;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
    const { kind } = this.props.action.params;
    this.state = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({
      step: "choose",
      kind,
      days: "365",
      others: "168",
      isLate: false,
      problem: "",
      key: ""
    });
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillDestroy__(() => {
      this.isClosed = true;
      this.state.key = "";
      this.cancel();
    });
  }
  get isPossible() {
    return canExchange();
  }
  get previous() {
    return this.props.action.params.replaces[this.state.kind];
  }
  get copied() {
    return _t("Copied");
  }
  get usage() {
    return this.state.kind === "api-key" ? _t("The partner sends it in the header X-Api-Key, or as a bearer token.") : _t("The sender signs its webhooks with it, as Standard Webhooks defines.");
  }
  async create() {
    Object.assign(this.state, { step: "wait", isLate: false, problem: "" });
    try {
      await this.exchange();
    } catch (error) {
      this.state.step = "choose";
      this.cancel();
      throw error;
    }
  }
  async exchange() {
    const { connection } = this.props.action.params;
    const exchange = await beginExchange();
    const request = await this.orm.call("suture.connection", "request_key", [
      [connection],
      this.state.kind,
      exchange.publicKey,
      numberIn(this.state.days),
      this.previous.length > 0 ? numberIn(this.state.others) : null
    ]);
    this.request = request;
    const answer = await this.answerTo(request);
    if (answer === null) return;
    if (answer.envelope === null) {
      this.request = null;
      Object.assign(this.state, { step: "failed", problem: answer.refusal });
      return;
    }
    const key = await exchange.open(answer.envelope, request);
    this.request = null;
    Object.assign(this.state, { step: "shown", key });
  }
  /** Has the requested key revoked, because nobody has seen it. */
  cancel() {
    if (this.request) void this.orm.silent.call("suture.connection", "cancel_key", [this.request]);
    this.request = null;
  }
  /** Waits for the sidecar's answer. Returns null if the dialog was closed in the meantime. */
  async answerTo(request) {
    for (let waited = 0; !this.isClosed; waited += POLL_MS) {
      this.state.isLate = waited >= LATE_MS;
      const answer = await this.orm.silent.call("suture.connection", "get_key", [request]);
      if (answer.state !== "asked") return answer;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return null;
  }
  async close() {
    await this.action.doAction({ type: "ir.actions.act_window_close" });
    await this.action.doAction({ type: "ir.actions.client", tag: "soft_reload" });
  }
}
const numberIn = (value) => value === "" ? null : Number(value);
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("actions").add("suture_new_key", NewKey);

;// external "@web/search/layout"

;// external "@web/core/currency"

;// ./static/suture/src/overview/figures.ts


function duration(seconds) {
  if (seconds === null) return "\u2013";
  if (seconds < 1) return _t("under 1 s");
  if (seconds < 60) return _t("%s s", Math.round(seconds));
  if (seconds < 3600) return _t("%s min", Math.round(seconds / 60));
  if (seconds < 48 * 3600) return _t("%s h", Math.round(seconds / 3600));
  return _t("%s days", Math.round(seconds / 86400));
}
function percent(share) {
  if (share === null) return "\u2013";
  const rounded = Math.round(share * 100);
  return `${share < 1 && rounded === 100 ? 99 : rounded} %`;
}
function trend(now, before) {
  if (before === 0 || now === before) return null;
  const change = Math.round(Math.abs(now - before) * 100 / before);
  const text = change > 999 ? "> 999 %" : `${change} %`;
  return now > before ? { icon: "fa-arrow-up", text, label: _t("%s more than in the previous period", text) } : { icon: "fa-arrow-down", text, label: _t("%s fewer than in the previous period", text) };
}
function money({ amount, currency_id }) {
  return __WEBPACK_EXTERNAL_MODULE__web_core_currency_4161561f_formatCurrency__(amount, currency_id);
}
function urgency(days) {
  if (days === null || days >= 30) return "success";
  return days < 7 ? "danger" : "warning";
}

;// ./static/suture/src/overview/open_records.ts

function useOpenRecords() {
  const action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
  return {
    list: (model, domain, name) => action.doAction({
      type: "ir.actions.act_window",
      name,
      res_model: model,
      domain,
      views: [
        [false, "list"],
        [false, "form"]
      ],
      context: { create: false }
    }),
    one: (model, id) => action.doAction({
      type: "ir.actions.act_window",
      res_model: model,
      res_id: id,
      views: [[false, "form"]]
    })
  };
}

;// external "@web/core/assets"

;// external "@web/core/browser/cookie"

;// external "@web/core/colors/colors"

;// ./static/suture/src/overview/overview_chart.ts




const narrow = 500;
class OverviewChart extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.OverviewChart";
  static props = {
    title: String,
    labels: Array,
    bars: Array,
    isHorizontal: { type: Boolean, optional: true },
    onOpen: { type: Function, optional: true }
  };
  canvas;
  chart = null;
  setup() {
    this.canvas = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useRef__("canvas");
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__(() => __WEBPACK_EXTERNAL_MODULE__web_core_assets_18972b9a_loadBundle__("web.chartjs_lib"));
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useEffect__(
      () => this.draw(),
      () => [JSON.stringify([this.props.labels, this.props.bars])]
    );
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__(() => this.chart?.destroy());
  }
  /** Returns the title and all figures as text, for screen readers. */
  get label() {
    const { title, labels, bars } = this.props;
    const told = bars.map((bar) => {
      const figures = labels.map((label, place) => `${label} ${bar.values[place] ?? 0}`).join(", ");
      return `${bar.label}: ${figures}`;
    });
    return `${title}. ${told.join(". ")}`;
  }
  /** Reports whether the chart has a legend. On a phone there is no space for it; the table shows the same information. */
  get hasLegend() {
    return this.props.bars.length > 1 && (this.canvas.el?.parentElement?.clientWidth ?? 0) >= narrow;
  }
  draw() {
    this.chart?.destroy();
    this.chart = this.canvas.el ? new Chart(this.canvas.el, this.configuration()) : null;
  }
  configuration() {
    const scheme = __WEBPACK_EXTERNAL_MODULE__web_core_browser_cookie_017aa4f2_cookie__.get("color_scheme");
    const text = __WEBPACK_EXTERNAL_MODULE__web_core_colors_colors_a77f6f56_getCustomColor__(scheme, "#374151", "#E4E4E4");
    const grid = __WEBPACK_EXTERNAL_MODULE__web_core_colors_colors_a77f6f56_getCustomColor__(scheme, "#d8dadd", "#3C3E4B");
    const { labels, bars, isHorizontal, onOpen } = this.props;
    const counted = {
      stacked: true,
      beginAtZero: true,
      ticks: { color: text, precision: 0 },
      grid: { color: grid }
    };
    const named = { stacked: true, ticks: { color: text }, grid: { display: false } };
    return {
      type: "bar",
      data: {
        labels,
        datasets: bars.map(({ label, values }, place) => ({
          label,
          data: values,
          backgroundColor: __WEBPACK_EXTERNAL_MODULE__web_core_colors_colors_a77f6f56_getColor__(place, scheme, bars.length > 1 ? "sm" : "odoo"),
          maxBarThickness: 36
        }))
      },
      options: {
        indexAxis: isHorizontal ? "y" : "x",
        animation: false,
        maintainAspectRatio: false,
        scales: isHorizontal ? { x: counted, y: named } : { x: named, y: counted },
        plugins: { legend: { display: this.hasLegend, position: "bottom", labels: { color: text } } },
        onHover: (_event, hit, chart) => {
          chart.canvas.style.cursor = onOpen && hit.length > 0 ? "pointer" : "default";
        },
        onClick: (_event, [hit]) => {
          if (hit) onOpen?.(hit.datasetIndex, hit.index);
        }
      }
    };
  }
}

;// ./static/suture/src/overview/overview_figure.ts

class OverviewFigure extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.OverviewFigure";
  static props = {
    name: String,
    value: [String, Number],
    label: String,
    tone: { type: String, optional: true },
    isNothing: { type: Boolean, optional: true },
    onOpen: Function
  };
}

;// ./static/suture/src/overview/overview_tile.ts

class OverviewTile extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.OverviewTile";
  static props = {
    name: String,
    label: String,
    value: [String, Number],
    help: String,
    note: { type: String, optional: true },
    tone: { type: String, optional: true },
    onOpen: { type: Function, optional: true }
  };
  get tone() {
    return this.props.tone ? `text-${this.props.tone}` : "";
  }
}

;// ./static/suture/src/overview/sections.ts

const overviewSections = __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("suture_overview_sections");

;// ./static/suture/src/overview/sparkline.ts


const width = 3;
const gap = 1;
const tallest = 20;
class Sparkline extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.Sparkline";
  static props = { values: Array, label: String };
  get most() {
    return Math.max(1, ...this.props.values);
  }
  get bars() {
    return this.props.values.map((value, place) => {
      const height = value === 0 ? 1 : Math.max(2, Math.round(value / this.most * tallest));
      return { x: place * (width + gap), y: tallest - height, height };
    });
  }
  get barWidth() {
    return width;
  }
  get viewBox() {
    return `0 0 ${this.props.values.length * (width + gap)} ${tallest}`;
  }
  get label() {
    const values = this.props.values;
    const sum = values.reduce((total, value) => total + value, 0);
    return _t("%s: %s in total, at most %s per interval", this.props.label, sum, Math.max(0, ...values));
  }
}

;// ./static/suture/src/overview/flow_section.ts












const mostBars = 5;
class FlowSection extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.FlowSection";
  static components = { OverviewChart: OverviewChart, OverviewFigure: OverviewFigure, OverviewTile: OverviewTile, Sparkline: Sparkline };
  static props = { data: Object, period: String };
  records;
  action;
  setup() {
    this.records = useOpenRecords();
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
  }
  get columns() {
    return [
      {
        name: "arrived",
        title: _t("In"),
        help: _t("Documents received in this period: from partners, or from Odoo for sending."),
        tone: ""
      },
      {
        name: "done",
        title: _t("Done"),
        help: _t("Documents received in this period that are now in Odoo or with the partner."),
        tone: ""
      },
      {
        name: "moving",
        title: _t("On its way"),
        help: _t("Documents being processed right now, regardless of age."),
        tone: ""
      },
      {
        name: "waiting",
        title: _t("Waiting"),
        help: _t(
          "Documents that continue automatically because they are retried or are waiting for an earlier document, regardless of age."
        ),
        tone: ""
      },
      {
        name: "attention",
        title: _t("Needs attention"),
        help: _t("Documents that need attention, regardless of age."),
        tone: "danger"
      },
      {
        name: "late",
        title: _t("Late"),
        help: _t(
          "Documents that are overdue: not finished, or not acknowledged by the partner, in time. Regardless of age."
        ),
        tone: "warning"
      }
    ];
  }
  get tiles() {
    const { totals } = this.props.data;
    const change = trend(totals.arrived, totals.before);
    return this.columns.map((column) => ({
      ...column,
      value: totals[column.name],
      tone: totals[column.name] > 0 ? column.tone : "",
      note: column.name === "arrived" && change ? change.label : ""
    }));
  }
  get p95Help() {
    return _t("95% of finished documents took no longer than this from arrival to completion.");
  }
  get trendHelp() {
    return _t("Documents received, compared with the same part of the previous period.");
  }
  trendOf(row) {
    return trend(row.arrived, row.before);
  }
  duration(seconds) {
    return duration(seconds);
  }
  labelOf(row, column) {
    return `${row.name}, ${column.title}: ${row[column.name]}`;
  }
  get chartTitle() {
    return this.props.period === "today" ? _t("Received per hour") : _t("Received per day");
  }
  get chartLabels() {
    return this.props.data.edges.map((edge) => this.partName(edge));
  }
  /** Returns the flows with documents in the period, highest number first. */
  get charted() {
    const rows = this.props.data.rows.filter(({ arrived }) => arrived > 0);
    return rows.sort((one, other) => other.arrived - one.arrived);
  }
  get bars() {
    const rows = this.charted;
    const shown = rows.slice(0, mostBars).map(({ name, series }) => ({ label: name, values: series }));
    const others = rows.slice(mostBars);
    if (others.length === 0) return shown;
    const sums = this.props.data.edges.map(
      (_edge, place) => others.reduce((sum, { series }) => sum + (series[place] ?? 0), 0)
    );
    return [...shown, { label: _t("Others"), values: sums }];
  }
  open(domain, name) {
    void this.records.list("suture.exchange", domain, name);
  }
  openRow(row, column) {
    this.open(row.domains[column.name], `${row.name}: ${column.title}`);
  }
  /**
   * Opens the exchanges received during one part of the period. If the bar stands for a single flow, opens only exchanges of that
   * flow.
   */
  openBar = (bar, place) => {
    const { edges, totals } = this.props.data;
    const row = bar < mostBars ? this.charted[bar] : void 0;
    const edge = edges[place];
    if (edge === void 0) return;
    const next = edges[place + 1];
    const until = next === void 0 ? [] : [["received_at", "<", stored(next)]];
    const from = [["received_at", ">=", stored(edge)]];
    const name = row ? `${row.name}: ${this.partName(edge)}` : this.partName(edge);
    this.open([...(row?.domains ?? totals.domains).arrived, ...from, ...until], name);
  };
  setUp() {
    void this.action.doAction("suture.connection_action");
  }
  partName(edge) {
    const instant = instantOf(edge).setZone("local");
    return this.props.period === "today" ? __WEBPACK_EXTERNAL_MODULE__web_core_l10n_dates_a32e4b94_formatDateTime__(instant, { format: "HH:mm" }) : instant.toLocaleString({ month: "short", day: "numeric" });
  }
}
function stored(instant) {
  return instant.replace("T", " ").replace("Z", "");
}
overviewSections.add("flows", { label: () => _t("Flows"), component: FlowSection });

;// ./static/suture/src/overview/sidecar_card.ts







const laneNames = {
  decode: () => _t("Decoding"),
  critical: () => _t("Critical"),
  standard: () => _t("Standard"),
  bulk: () => _t("Bulk"),
  contended: () => _t("Records")
};
const partNames = {
  journal: () => _t("Journal"),
  broker: () => _t("Broker"),
  odoo: () => _t("Odoo"),
  configuration: () => _t("Configuration"),
  clock: () => _t("Clock")
};
const flowLanes = ["critical", "standard", "bulk"];
const unfinished = ["queued", "processing", "waiting", "held"];
class SidecarCard extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.SidecarCard";
  static components = { Moment: Moment, OverviewChart: OverviewChart, OverviewFigure: OverviewFigure };
  static props = { sidecar: Object };
  records;
  setup() {
    this.records = useOpenRecords();
  }
  get sidecar() {
    return this.props.sidecar;
  }
  get lanes() {
    return this.sidecar.lanes ?? [];
  }
  /**
   * Returns the lanes whose number of documents is known. It is not known for the lane `contended`, because its documents are
   * counted in the lanes of their flows.
   */
  get charted() {
    return this.lanes.filter(({ documents }) => documents !== null);
  }
  get parts() {
    const told = this.sidecar.parts ?? {};
    return Object.entries(partNames).flatMap(([part, name]) => {
      const isUp = told[part];
      return isUp === void 0 ? [] : [{ name: name(), isUp }];
    });
  }
  get deadHelp() {
    return _t(
      "References that the broker no longer delivers. The documents they refer to are in the journal and are published again. See the runbook."
    );
  }
  get waitingHelp() {
    return _t("Documents that are waiting because Odoo was unreachable. They continue automatically.");
  }
  get chartTitle() {
    return _t("Unfinished documents by lane");
  }
  get chartLabels() {
    return this.charted.map((lane) => this.nameOf(lane));
  }
  get bars() {
    return [{ label: _t("Documents"), values: this.charted.map(({ documents }) => documents ?? 0) }];
  }
  get hasWork() {
    return this.charted.some(({ documents }) => documents);
  }
  nameOf({ lane }) {
    return laneNames[lane]?.() ?? lane;
  }
  age({ documents, oldest_seconds }) {
    return documents ? duration(oldest_seconds) : "\u2013";
  }
  labelOf(lane) {
    return `${this.nameOf(lane)}: ${this.told(lane.documents)}`;
  }
  /** Returns a count as text, or a dash if it is unknown. */
  told(count) {
    return count === null || count === void 0 ? "\u2013" : String(count);
  }
  canOpen({ lane, documents }) {
    return (documents ?? 0) > 0 && flowLanes.includes(lane);
  }
  openLane(lane) {
    const domain = [
      ["flow_id.lane", "=", lane.lane],
      ["state", "in", unfinished]
    ];
    void this.records.list("suture.exchange", domain, this.nameOf(lane));
  }
  breakerTone({ state }) {
    if (state === "closed") return "text-bg-success";
    return state === "open" ? "text-bg-danger" : "text-bg-warning";
  }
  breakerText({ state }) {
    if (state === "closed") return _t("Reachable");
    return state === "open" ? _t("Unreachable") : _t("Probing");
  }
  targetOf({ target }) {
    return target === "odoo" ? _t("Odoo") : target;
  }
}

;// ./static/suture/src/overview/health_section.ts







class HealthSection extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.HealthSection";
  static components = { Moment: Moment, SidecarCard: SidecarCard };
  static props = { data: Object, period: String };
  records;
  setup() {
    this.records = useOpenRecords();
  }
  get contactHelp() {
    return _t("When the sidecar last loaded the connection from Odoo.");
  }
  get keysHelp() {
    return _t(
      "API keys of the integration user. When the key that the sidecar uses expires, the exchange of documents stops."
    );
  }
  keyTone(key) {
    return `text-bg-${urgency(key.days_left)}`;
  }
  keyLeft({ days_left }) {
    if (days_left === null) return _t("Never expires");
    if (days_left < 0) return _t("Expired");
    return days_left === 1 ? _t("1 day left") : _t("%s days left", days_left);
  }
  openConnection(row) {
    void this.records.one("suture.connection", row.id);
  }
  openExchanges(row, direction) {
    const title = direction === "inbound" ? _t("%s: received", row.name) : _t("%s: sent", row.name);
    const domain = [
      ["connection_id", "=", row.id],
      ["direction", "=", direction]
    ];
    void this.records.list("suture.exchange", domain, title);
  }
  lastLabel(row, direction) {
    return direction === "inbound" ? _t("%s: show what was received", row.name) : _t("%s: show what was sent", row.name);
  }
}
overviewSections.add("health", { label: () => _t("Health"), component: HealthSection });

;// ./static/suture/src/overview/kept_choice.ts


const place = () => `suture.overview.${__WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__.userId}`;
function keptChoice() {
  try {
    const kept = JSON.parse(__WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.localStorage.getItem(place()) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept : {};
  } catch {
    return {};
  }
}
function keepChoice(choice) {
  try {
    __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.localStorage.setItem(place(), JSON.stringify(choice));
  } catch {
  }
}

;// ./static/suture/src/overview/money_figures.ts

const moneyFigures = __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("suture_money_figures");

;// ./static/suture/src/overview/money_section.ts









const money_section_mostBars = 8;
class MoneySection extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.MoneySection";
  static components = { OverviewChart: OverviewChart, OverviewFigure: OverviewFigure, OverviewTile: OverviewTile };
  static props = { data: Object, period: String };
  records;
  setup() {
    this.records = useOpenRecords();
  }
  /** Returns a tile for each currency of each figure. A figure without amounts has one tile, which shows that there are none. */
  get tiles() {
    return moneyFigures.getEntries().flatMap(([name, figure]) => this.tilesOf(name, figure));
  }
  /** Returns the reasons for the currency with the highest value, because amounts in different currencies cannot be compared. */
  get charted() {
    const [first] = this.props.data.stuck;
    return this.props.data.reasons.filter(({ currency_id }) => currency_id === first?.currency_id).slice(0, money_section_mostBars);
  }
  get chartTitle() {
    return _t("Value at stake by reason");
  }
  get chartLabels() {
    return this.charted.map(({ reason }) => reason);
  }
  get bars() {
    return [{ label: this.chartTitle, values: this.charted.map(({ amount }) => amount) }];
  }
  money(amount) {
    return money(amount);
  }
  labelOf(row) {
    return `${row.reason}: ${row.count}`;
  }
  openTile(tile) {
    if (tile.amount) void this.records.list(tile.model, tile.amount.domain, tile.title);
  }
  openReason(row) {
    void this.records.list("suture.exchange", row.domain, row.reason);
  }
  openBar = (_bar, place) => {
    const row = this.charted[place];
    if (row) this.openReason(row);
  };
  tilesOf(name, { title, help, model, count }) {
    const amounts = this.props.data[name] ?? null;
    if (amounts === null) return [];
    const tile = { name, title: title(), help: help(), model };
    if (amounts.length === 0) return [{ ...tile, key: name, value: _t("Nothing"), note: "", amount: null }];
    return amounts.map((amount) => ({
      ...tile,
      key: `${name}/${amount.currency_id}`,
      value: money(amount),
      note: count(amount.count),
      amount
    }));
  }
}
const stuckFigure = {
  title: () => _t("Value at stake"),
  help: () => _t(
    "The total value of the documents that need attention. Two documents about the same record count twice."
  ),
  model: "suture.exchange",
  count: (count) => count === 1 ? _t("1 exception") : _t("%s exceptions", count)
};
moneyFigures.add("stuck", stuckFigure, { sequence: 10 });
overviewSections.add("money", { label: () => _t("Money"), component: MoneySection });

;// ./static/suture/src/overview/refreshing.ts



const notices = ["suture.queue", "suture.health"];
const refreshing_spread = 2e3;
const refreshing_refreshEvery = 5 * 6e4;
function useRefreshing(refresh) {
  const bus = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("bus_service");
  let pending;
  const soon = () => {
    pending ??= __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.setTimeout(
      () => {
        pending = void 0;
        refresh();
      },
      refreshing_spread / 2 + Math.random() * refreshing_spread / 2
    );
  };
  const timer = __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.setInterval(soon, refreshing_refreshEvery);
  for (const notice of notices) bus.subscribe(notice, soon);
  __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__(() => {
    for (const notice of notices) bus.unsubscribe(notice, soon);
    __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.clearInterval(timer);
    __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.clearTimeout(pending);
  });
}

;// ./static/suture/src/overview/overview.ts













class Overview extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.Overview";
  static components = { Layout: __WEBPACK_EXTERNAL_MODULE__web_search_layout_adaa7a58_Layout__, Moment: Moment };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_webclient_actions_action_service_b6141e1a_standardActionServiceProps__ };
  orm;
  state;
  asked;
  tabs;
  latest = 0;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.tabs = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useRef__("tabs");
    const { section, period } = keptChoice();
    this.asked = { section: section ?? null, period: period ?? "week", company: null };
    this.state = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ answer: null, isLoading: false, hasFailed: false });
    useRefreshing(() => void this.load(true));
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__(() => this.load());
  }
  get display() {
    return { controlPanel: {} };
  }
  get answer() {
    return this.state.answer;
  }
  get periods() {
    return [
      { name: "today", label: _t("Today") },
      { name: "week", label: _t("7 days") },
      { name: "month", label: _t("30 days") }
    ];
  }
  get sections() {
    return (this.answer?.sections ?? []).map((name) => ({ name, label: sectionOf(name).label() }));
  }
  get sectionComponent() {
    return this.answer && sectionOf(this.answer.section).component;
  }
  choosePeriod(period) {
    this.choose({ period });
  }
  chooseSection(section) {
    this.choose({ section });
  }
  chooseCompany(value) {
    this.asked = { ...this.asked, company: value === "" ? null : Number(value) };
    void this.load();
  }
  /** Moves between tabs with the arrow keys, as the tabs pattern of the ARIA Authoring Practices requires. */
  onTabKey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const names = this.sections.map(({ name }) => name);
    if (step === void 0 || !this.answer) return;
    const place = (names.indexOf(this.answer.section) + step + names.length) % names.length;
    event.preventDefault();
    this.chooseSection(names[place]);
    this.tabs.el?.querySelector(`[data-section='${names[place]}']`)?.focus();
  }
  refresh() {
    void this.load();
  }
  choose(choice) {
    this.asked = { ...this.asked, section: this.asked.section ?? this.answer?.section ?? null, ...choice };
    keepChoice({ section: this.asked.section, period: this.asked.period });
    void this.load();
  }
  /** Loads the section. Never rejects. If several requests are pending, only the response to the latest one is shown. */
  async load(silently = false) {
    const turn = ++this.latest;
    const { section, period, company } = this.asked;
    const orm = silently ? this.orm.silent : this.orm;
    this.state.isLoading = !silently;
    try {
      const answer = await orm.call("suture.overview", "get_overview", [section, period, company]);
      if (turn === this.latest) Object.assign(this.state, { answer, hasFailed: false });
    } catch {
      if (turn === this.latest) this.state.hasFailed = true;
    }
    if (turn === this.latest) this.state.isLoading = false;
  }
}
function sectionOf(name) {
  return overviewSections.get(name);
}
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("actions").add("suture.overview", Overview);

;// ./static/suture/src/rehearsal/file_content.ts
const MOST_BYTES = 1024 * 1024;
const AT_ONCE = 32768;
function file_content_base64Of(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(text);
}

;// ./static/suture/src/rehearsal/rehearsal_answer.ts



const outcomes = {
  "would-apply": () => _t("Would be applied"),
  "would-send": () => _t("Would be sent"),
  "would-wait": () => _t("Would wait"),
  exception: () => _t("Would become an exception")
};
const rehearsal_answer_looks = {
  "would-apply": "text-bg-success",
  "would-send": "text-bg-success",
  "would-wait": "text-bg-info",
  exception: "text-bg-warning"
};
class RehearsalAnswer extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.RehearsalAnswer";
  static props = { answer: Object };
  get messages() {
    return this.props.answer.messages ?? [];
  }
  get format() {
    return this.props.answer.format_label ?? "";
  }
  found(row) {
    return row.found ?? _t("no identifier");
  }
  expected(row) {
    return row.expected.join(", ") || _t("nothing agreed yet");
  }
  title(document) {
    return [document.code, document.type, document.number].filter(Boolean).join(" \xB7 ");
  }
  outcome({ outcome }) {
    return outcomes[outcome]?.() ?? outcome;
  }
  look({ outcome }) {
    return rehearsal_answer_looks[outcome] ?? "text-bg-secondary";
  }
  cell = IntegrationPreview.prototype.cell;
  nameOf = IntegrationPreview.prototype.nameOf;
}

;// ./static/suture/src/rehearsal/rehearsal_extras.ts

const rehearsalExtras = __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("suture_rehearsal_extras");

;// ./static/suture/src/rehearsal/test_file.ts



const LOOK_MS = 2e3;
const PATIENCE_MS = 3e4;
const MOST_MS = 6e5;
function useTestFile(connectionId) {
  const orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
  const bus = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("bus_service");
  const state = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ testFile: null, waited: 0, problem: "" });
  let timer;
  const look = async () => {
    const id = connectionId();
    if (id) state.testFile = await orm.silent.call("suture.connection", "get_rehearsal", [[id]]);
  };
  const follow = () => {
    __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.clearTimeout(timer);
    if (state.testFile?.state !== "asked" || state.waited >= MOST_MS) return;
    timer = __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.setTimeout(async () => {
      state.waited += LOOK_MS;
      await look().catch(() => {
      });
      follow();
    }, LOOK_MS);
  };
  const ask = async (method, args) => {
    state.problem = "";
    await orm.call("suture.connection", method, [[connectionId()], ...args]);
    state.waited = 0;
    await look();
    follow();
  };
  const told = ({ id }) => {
    if (id === connectionId()) void look();
  };
  bus.subscribe("suture.connection/rehearsal", told);
  __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__(async () => {
    await look();
    follow();
  });
  __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__(() => {
    __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.clearTimeout(timer);
    bus.unsubscribe("suture.connection/rehearsal", told);
  });
  return { state, ask };
}

;// ./static/suture/src/rehearsal/rehearsal.ts








class Rehearsal extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.Rehearsal";
  static components = { RehearsalAnswer: RehearsalAnswer };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  ask;
  state;
  input;
  setup() {
    const { state, ask } = useTestFile(() => this.props.record.resId);
    this.state = state;
    this.ask = ask;
    this.input = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ pasted: "" });
  }
  get waiting() {
    return this.state.testFile?.state === "asked";
  }
  get late() {
    return this.waiting && this.state.waited >= (/* inlined export .PATIENCE_MS */30000);
  }
  get extras() {
    return rehearsalExtras.getEntries();
  }
  async onFile(event) {
    const chooser = event.target;
    const file = chooser.files?.[0];
    if (!file) return;
    if (file.size > MOST_BYTES) {
      this.state.problem = _t("The file is larger than 1 MB. A sample with a few documents is enough.");
    } else await this.tryBytes(new Uint8Array(await file.arrayBuffer()), file.name);
    chooser.value = "";
  }
  async onPasted() {
    await this.tryBytes(new TextEncoder().encode(this.input.pasted), _t("Pasted text"));
  }
  async tryBytes(bytes, name) {
    if (bytes.length === 0) {
      this.state.problem = _t("The file is empty. Choose the file that the partner sent.");
      return;
    }
    await this.ask("rehearse", [file_content_base64Of(bytes), name]);
  }
}
const rehearsal = {
  component: Rehearsal,
  displayName: _t("Connection test file"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("suture_rehearsal", rehearsal);

;// ./static/suture/src/retry_report/retry_report.ts







const nothing = { total: 0, finished: 0, groups: [], lines: [] };
const pollEvery = 5e3;
class RetryReportField extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.RetryReport";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  action;
  setup() {
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
    const reload = () => void this.props.record.load();
    useChanges(() => this.report.lines.map(({ exchange_id: id }) => ["suture.exchange", id]), reload);
    let timer;
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onMounted__(() => {
      timer = __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.setInterval(() => {
        if (this.report.finished < this.report.total) reload();
      }, pollEvery);
    });
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__(() => __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.clearInterval(timer));
  }
  get report() {
    return this.props.record.data[this.props.name] || nothing;
  }
  get percent() {
    const { total, finished } = this.report;
    return total === 0 ? 0 : Math.round(finished * 100 / total);
  }
  get progress() {
    const { total, finished } = this.report;
    return _t("%s of %s finished", String(finished), String(total));
  }
  get counts() {
    return this.report.groups.map(({ label, count }) => `${label}: ${count}`).join(" \xB7 ");
  }
  /** Returns the class of a result's badge. */
  badge(tone) {
    return tone === "muted" ? "text-bg-300" : `text-bg-${tone}`;
  }
  async open({ exchange_id: id }) {
    await this.action.doAction({
      type: "ir.actions.act_window",
      res_model: "suture.exchange",
      res_id: id,
      views: [[false, "form"]],
      target: "current"
    });
  }
}
const retryReport = {
  component: RetryReportField,
  displayName: _t("Retry report"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"]
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("suture_retry_report", retryReport);

;// external "@web/model/relational_model/utils"

;// ./static/suture/src/settings_form/map_input.ts


class MapInput extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.MapInput";
  static props = { id: String, setting: Object, pairs: Object, onChange: Function };
  state;
  nextId = 0;
  /** The pairs last received, as JSON. The rows differ from them while the user types. */
  received = "";
  setup() {
    this.state = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ rows: this.rowsOf(this.props.pairs) });
    this.received = JSON.stringify(this.props.pairs);
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUpdateProps__((next) => {
      const pairs = JSON.stringify(next.pairs);
      if (pairs !== this.received && pairs !== JSON.stringify(this.pairs))
        this.state.rows = this.rowsOf(next.pairs);
      this.received = pairs;
    });
  }
  get codeLabel() {
    return _t("Code of %s", this.props.setting.label);
  }
  get meaningLabel() {
    return _t("Meaning of the code of %s", this.props.setting.label);
  }
  get pairs() {
    const filled = this.state.rows.filter(({ code, meaning }) => code !== "" || meaning !== "");
    return Object.fromEntries(filled.map(({ code, meaning }) => [code, meaning]));
  }
  rowsOf(pairs) {
    return Object.entries(pairs).map(([code, meaning]) => this.row(code, meaning));
  }
  row(code, meaning) {
    this.nextId += 1;
    return { id: this.nextId, code, meaning };
  }
  add() {
    this.state.rows.push(this.row("", ""));
  }
  remove(row) {
    this.state.rows = this.state.rows.filter(({ id }) => id !== row.id);
    this.props.onChange(this.pairs);
  }
  onCode(row, code) {
    row.code = code.trim();
    this.tell(row);
  }
  onMeaning(row, meaning) {
    row.meaning = meaning.trim();
    this.tell(row);
  }
  /**
   * Reports the pairs to the form, unless only one half of the row is filled in, because the user still has to enter the other
   * half.
   */
  tell({ code, meaning }) {
    if (code === "" === (meaning === "")) this.props.onChange(this.pairs);
  }
}

;// ./static/suture/src/settings_form/setting_checks.ts

function problemOf(setting, value) {
  switch (setting.type) {
    case "integer":
      return Number.isInteger(value) ? rangeProblem(setting, value) : _t("Enter a whole number.");
    case "decimal":
      return Number.isFinite(value) ? rangeProblem(setting, value) : _t("Enter a number.");
    case "text":
      return textProblem(setting, value);
    case "choice":
      return choiceProblem(setting.choices, value);
    case "list":
      return listProblem(setting, value);
    case "map":
      return mapProblem(setting, value);
    default:
      return "";
  }
}
function rangeProblem({ minimum: low, maximum: high }, value) {
  if (low !== null && high !== null && (value < low || value > high))
    return _t("Enter a number from %(low)s to %(high)s.", { low, high });
  if (low !== null && value < low) return _t("Enter a number of at least %s.", low);
  return high !== null && value > high ? _t("Enter a number of at most %s.", high) : "";
}
function textProblem({ pattern, minimum, maximum, example, checks = [] }, value) {
  if (minimum !== null && value.length < minimum)
    return minimum > 1 ? _t("Enter at least %s characters.", minimum) : _t("Enter a text.");
  if (maximum !== null && value.length > maximum) return _t("Enter at most %s characters.", maximum);
  const failed = checks.find((check) => !new RegExp(check.pattern).test(value));
  if (failed) return filled(failed.message, { value, length: String(value.length) });
  return formProblem(pattern, value, example);
}
const filled = (message, values) => message.replaceAll(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
function choiceProblem(choices, value) {
  if (choices.some((choice) => choice.value === value)) return "";
  return _t("Choose one of: %s.", choices.map(({ label }) => label).join(", "));
}
function listProblem(setting, items) {
  const { minimum, maximum, choices, item_pattern, example } = setting;
  if (minimum !== null && items.length < minimum)
    return minimum > 1 ? _t("Enter at least %s values.", minimum) : _t("Enter at least one value.");
  if (maximum !== null && items.length > maximum) return _t("Enter at most %s values.", maximum);
  const problems = items.map(
    (item) => choices.length > 0 ? choiceProblem(choices, item) : formProblem(item_pattern, item, example)
  );
  return problems.find((problem) => problem !== "") ?? "";
}
function mapProblem(setting, pairs) {
  const { pattern, item_pattern, example, value_example, value_choices } = setting;
  for (const [code, meaning] of Object.entries(pairs)) {
    if (code === "") return _t("Enter a code for each meaning.");
    const problem = formProblem(pattern, code, example) || (value_choices.length > 0 ? choiceProblem(value_choices, meaning) : meaningProblem(item_pattern, meaning, value_example));
    if (problem !== "") return `${code}: ${problem}`;
  }
  return "";
}
function meaningProblem(pattern, meaning, example) {
  return meaning === "" ? _t("Enter a meaning for each code.") : formProblem(pattern, meaning, example);
}
function formProblem(pattern, value, example) {
  if (pattern === null || new RegExp(pattern).test(value)) return "";
  if (example === null) return _t("\u201C%s\u201D does not have the expected form.", value);
  return _t("\u201C%(value)s\u201D does not have the expected form, such as %(example)s.", { value, example });
}

;// external "@web/core/l10n/localization"

;// external "@web/views/fields/formatters"

;// external "@web/views/fields/parsers"

;// ./static/suture/src/settings_form/setting_texts.ts




const MOST_DECIMALS = 10;
function decimalsOf(value) {
  const text = String(value);
  if (text.includes("e-")) return MOST_DECIMALS;
  return Math.min(text.split(".")[1]?.replace(/e.*$/, "").length ?? 0, MOST_DECIMALS);
}
function inputText(setting, value) {
  if (value === null || value === void 0) return "";
  if (Array.isArray(value)) return value.map((item) => labelOf(setting.choices, item)).join(", ");
  if (typeof value === "number") return numberText(value);
  return String(value);
}
function shownText(setting, value) {
  if (value === null || value === void 0 || value === "") return _t("None");
  if (typeof value === "boolean") return value ? _t("Yes") : _t("No");
  if (Array.isArray(value)) return inputText(setting, value) || _t("None");
  if (typeof value === "object") return pairsText(setting, value) || _t("None");
  return typeof value === "number" ? numberText(value) : labelOf(setting.choices, value);
}
function parsed(setting, text) {
  const trimmed = text.trim();
  if (setting.type === "list") return entries(trimmed);
  if (trimmed === "") return null;
  if (setting.type !== "integer" && setting.type !== "decimal") return trimmed;
  if (isMisgrouped(trimmed)) return trimmed;
  try {
    return __WEBPACK_EXTERNAL_MODULE__web_views_fields_parsers_6cedfb14_parseFloat__(trimmed);
  } catch {
    return trimmed;
  }
}
function isMisgrouped(text) {
  const { thousandsSep: separator, decimalPoint } = __WEBPACK_EXTERNAL_MODULE__web_core_l10n_localization_6ed3fb2b_localization__;
  if (separator === "" || !text.includes(separator)) return false;
  const [whole = "", ...decimals] = text.split(decimalPoint);
  const [first = "", ...groups] = whole.split(separator);
  const isGrouped = /^[+-]?\d{1,3}$/.test(first) && groups.every((group) => /^\d{2,3}$/.test(group)) && groups.at(-1)?.length === 3;
  return !isGrouped || decimals.some((part) => part.includes(separator));
}
const entries = (text) => text.split(/[,\n]/).map((entry) => entry.trim()).filter((entry) => entry !== "");
const numberText = (value) => __WEBPACK_EXTERNAL_MODULE__web_views_fields_formatters_451eee35_formatFloat__(value, { digits: [16, decimalsOf(value)], trailingZeros: false });
const labelOf = (choices, value) => choices.find((choice) => choice.value === value)?.label ?? String(value);
const pairsText = ({ value_choices }, pairs) => Object.entries(pairs).map(([code, meaning]) => `${code} = ${labelOf(value_choices, meaning)}`).join(", ");

;// ./static/suture/src/settings_form/setting_field.ts






class SettingField extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.SettingField";
  static components = { MapInput: MapInput, RecordAutocomplete: __WEBPACK_EXTERNAL_MODULE__web_core_record_selectors_record_autocomplete_37ab23ac_RecordAutocomplete__ };
  static props = {
    id: String,
    setting: Object,
    value: { optional: true },
    recordName: String,
    currency: String,
    readonly: Boolean,
    onChange: Function,
    onValidity: Function
  };
  /**
   * `typed` is the text of the input. It is shown until the form has the value (`isPending`), because the form is rendered meanwhile
   * when the server has seen another change; the text of an invalid input stays until the user corrects or empties it.
   */
  state;
  setup() {
    this.state = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ problem: "", typed: "", isPending: false });
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUpdateProps__((next) => {
      if (JSON.stringify(next.value) === JSON.stringify(this.props.value)) return;
      this.state.problem = "";
      this.state.isPending = false;
    });
  }
  get current() {
    return this.props.value ?? this.props.setting.default;
  }
  get isSet() {
    return this.props.value !== void 0;
  }
  get isText() {
    return ["text", "list", "integer", "decimal"].includes(this.props.setting.type);
  }
  get unit() {
    return this.props.setting.is_money ? this.props.currency : this.props.setting.unit;
  }
  get text() {
    const { problem, typed, isPending } = this.state;
    return problem === "" && !isPending ? inputText(this.props.setting, this.props.value) : typed;
  }
  get shown() {
    if (this.props.setting.type === "record" && this.isSet) return this.props.recordName;
    return shownText(this.props.setting, this.current);
  }
  get shownUnit() {
    return this.current === null || this.current === void 0 ? "" : this.unit;
  }
  /** Returns the placeholder of an empty input: the default, or an example if there is no default. */
  get placeholder() {
    const { setting } = this.props;
    const usual = inputText(setting, setting.default);
    if (usual !== "") return usual;
    return setting.example === null ? "" : _t("e.g. %s", setting.example);
  }
  get defaultTitle() {
    return _t("Reset to default: %s", shownText(this.props.setting, this.props.setting.default));
  }
  /** Returns the label of a selection's empty option: the label of the default, or "None" if there is no default. */
  get emptyChoice() {
    const { setting } = this.props;
    const usual = setting.choices.find(({ value }) => value === setting.default);
    return usual ? _t("%s (default)", usual.label) : _t("None");
  }
  /**
   * Returns the choices except the default, because the empty option stands for the default. If the current value is not among
   * the choices, it is added.
   */
  get otherChoices() {
    const { setting, value: held } = this.props;
    const others = setting.choices.filter(({ value }) => value !== setting.default);
    if (typeof held !== "string" || setting.choices.some(({ value }) => value === held)) return others;
    return [...others, { value: held, label: held }];
  }
  get recordIds() {
    return typeof this.props.value === "number" ? [this.props.value] : [];
  }
  onTyping(text) {
    this.state.typed = text;
    this.state.isPending = true;
    this.props.onValidity(true);
  }
  onTyped(text) {
    const { setting } = this.props;
    this.state.typed = text;
    const value = parsed(setting, text);
    const isEmptyList = setting.type === "list" && text.trim() === "" && !hasEntries(setting.default);
    this.take(isEmptyList ? null : value);
  }
  onChecked(isChecked) {
    this.take(isChecked);
  }
  onChosen(value) {
    this.take(value === "" ? null : value);
  }
  onPairs(pairs) {
    this.take(Object.keys(pairs).length === 0 ? null : pairs);
  }
  onRecord([id]) {
    this.take(id ?? null);
  }
  reset() {
    this.state.isPending = false;
    this.take(null);
  }
  /** Reports a value to the form if it is valid, otherwise shows why it is not. */
  take(value) {
    const problem = value === null ? "" : problemOf(this.props.setting, value);
    this.state.problem = problem;
    this.props.onValidity(problem === "");
    if (problem === "") this.props.onChange(value);
  }
}
const hasEntries = (value) => Array.isArray(value) && value.length > 0;

;// ./static/suture/src/settings_form/setting_values.ts
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
function at(values, path) {
  return path.split(".").reduce((inner, name) => isObject(inner) ? inner[name] : void 0, values);
}
function placed(values, path, value) {
  const [name = "", ...rest] = path.split(".");
  const { [name]: inner, ...others } = values;
  const placedValue = rest.length === 0 ? value : nested(isObject(inner) ? inner : {}, rest.join("."), value);
  return placedValue === void 0 ? others : { ...others, [name]: placedValue };
}
function nested(values, path, value) {
  const inner = placed(values, path, value);
  return Object.keys(inner).length === 0 ? void 0 : inner;
}
function effective(setting, values) {
  return at(values, setting.path) ?? setting.default;
}
function withValue(setting, values, value) {
  const isDefault = JSON.stringify(value ?? null) === JSON.stringify(setting.default ?? null);
  return placed(values, setting.path, isDefault ? void 0 : value ?? void 0);
}
function valuesOf(held) {
  if (isObject(held)) return held;
  try {
    const parsed = JSON.parse(String(held || "{}"));
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

;// ./static/suture/src/settings_form/settings_form.ts








const NO_SETTINGS = { settings: [], names: {}, currency: "" };
class SettingsForm extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.SettingsForm";
  static components = { SettingField: SettingField };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__, owners: String };
  orm;
  loadedFor = "";
  invalid = /* @__PURE__ */ new Set();
  isTouched = false;
  /** Ends with the last change. Changes follow each other, because the record has a change only after Odoo's server has seen it. */
  changing = Promise.resolve();
  /** `shown` counts how often the inputs were created anew, to show the values of the record instead of what was typed. */
  state;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.state = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ schema: NO_SETTINGS, names: {}, shown: 0 });
    __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useBus__(
      this.props.record.model.bus,
      "NEED_LOCAL_CHANGES",
      ({ detail }) => detail.proms.push(this.changing)
    );
    __WEBPACK_EXTERNAL_MODULE__web_model_relational_model_utils_a0eb7671_useRecordObserver__((record) => {
      this.forgetTyped(record);
      return this.load(record);
    });
  }
  get values() {
    return valuesOf(this.props.record.data[this.props.name]);
  }
  get sections() {
    const titles = [...new Set(this.state.schema.settings.map(({ group }) => group))];
    return titles.map((title) => ({
      title,
      settings: this.state.schema.settings.filter(({ group }) => group === title)
    }));
  }
  get isReadonly() {
    return this.props.readonly ?? false;
  }
  get isEmpty() {
    return this.state.schema.settings.length === 0;
  }
  idOf(setting) {
    return `${this.props.id ?? this.props.name}_${setting.path}`;
  }
  held(setting) {
    return at(this.values, setting.path);
  }
  nameOf(setting) {
    return this.state.names[nameKey(setting.path, this.held(setting))] ?? "";
  }
  onChange(setting, value) {
    const change = this.changing.then(() => this.change(setting, value));
    this.changing = change.catch(() => void 0);
    return change;
  }
  async change(setting, value) {
    if (setting.type === "record") await this.rename(setting, value);
    const values = withValue(setting, this.values, value);
    const { record, name } = this.props;
    const isText = record.fields[name]?.type === "text";
    this.isTouched = true;
    await record.update({
      [name]: isText ? JSON.stringify(values) : values,
      // Sent with the change, so that the server can tell it from what others have saved in the meantime.
      settings_loaded: { ...record.data.settings_loaded, edited: true }
    });
    if (this.invalid.size > 0) await record.setInvalidField(name);
  }
  /** Marks the field as invalid while an input is invalid, which prevents saving. */
  async onValidity(setting, isValid) {
    const { record, name } = this.props;
    const wasInvalid = this.invalid.size > 0;
    this.isTouched = true;
    if (isValid) this.invalid.delete(setting.path);
    else this.invalid.add(setting.path);
    if (this.invalid.size > 0) await record.setInvalidField(name);
    else if (wasInvalid) await record.resetFieldValidity(name);
  }
  /** Shows the record's values again after *Discard* or a save: no input keeps what was typed, and none is invalid. */
  forgetTyped(record) {
    if (record.dirty || !this.isTouched) return;
    this.isTouched = false;
    this.invalid.clear();
    this.state.shown += 1;
  }
  async rename(setting, id) {
    if (typeof id !== "number") return;
    const [found] = await this.orm.call(setting.record_model, "read", [
      [id],
      ["display_name"]
    ]);
    this.state.names[nameKey(setting.path, id)] = found?.display_name ?? "";
  }
  /** Loads the settings that the form shows, unless the record, the owners and the company are the same as before. */
  async load(record) {
    const owners = ownersOf(record.data[this.props.owners]);
    const company = record.data.company_id;
    const companyId = company ? company.id : false;
    const asked = JSON.stringify([record.resId, owners, companyId]);
    if (asked === this.loadedFor) return;
    this.loadedFor = asked;
    this.invalid.clear();
    const schema = await this.schemaOf(record, owners, companyId);
    this.state.schema = schema;
    const stored = this.storedValues(record);
    for (const [path, name] of Object.entries(schema.names))
      this.state.names[nameKey(path, at(stored, path))] = name;
  }
  /** Returns the values of the field as they were loaded, without the changes in the form. */
  storedValues(record) {
    const loaded = record.data.settings_loaded;
    return loaded?.[this.props.name]?.values ?? valuesOf(record.data[this.props.name]);
  }
  async schemaOf(record, owners, company) {
    if (owners.length === 0) return NO_SETTINGS;
    const ids = record.resId === false ? [] : [record.resId];
    return this.orm.call(record.resModel, "get_settings_form", [
      ids,
      this.props.name,
      owners,
      company
    ]);
  }
}
const nameKey = (path, id) => `${path} ${id}`;
function ownersOf(held) {
  if (typeof held === "string") return held === "" ? [] : [held];
  const list = held;
  return [...list?.currentIds ?? []];
}
const settingsForm = {
  component: SettingsForm,
  displayName: _t("Catalogue settings"),
  supportedTypes: ["text", "json"],
  fieldDependencies: [{ name: "settings_loaded", type: "json", readonly: false }],
  additionalClasses: ["d-block", "w-100"],
  extractProps: ({ options }) => ({ owners: options.owners })
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("suture_settings", settingsForm);

;// ./static/suture/src/setup_checklist/setup_checklist.ts




class SetupChecklist extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.SetupChecklist";
  static props = { always: { type: Boolean, optional: true } };
  orm;
  action;
  state;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
    this.state = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ checklist: null });
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__(async () => {
      if (await __WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__.hasGroup("suture.group_manager")) {
        await this.load();
      }
    });
  }
  get isThere() {
    return this.isShown || Boolean(this.state.checklist?.warning);
  }
  get isShown() {
    return Boolean(this.state.checklist && (this.props.always || this.state.checklist.shown));
  }
  get progress() {
    const { done, of } = this.state.checklist ?? { done: 0, of: 0 };
    return _t("%s of %s done", done, of);
  }
  /** Reports whether this is the first unfinished step that the user can carry out, whose button is highlighted. */
  isNext(step) {
    return this.state.checklist?.steps.find(({ done, action }) => !done && action) === step;
  }
  async open(step) {
    if (step.action) {
      await this.action.doAction(step.action, { onClose: () => void this.load() });
    }
  }
  async dismiss() {
    await this.orm.call("suture.setup", "dismiss_checklist", []);
    await this.load();
  }
  async rotate() {
    await this.action.doAction("suture.gateway_key_action");
  }
  /** Loads the checklist. If this fails, the checklist is hidden, because the page below reports the same failure. */
  async load() {
    try {
      this.state.checklist = await this.orm.silent.call("suture.setup", "get_checklist", []);
    } catch {
      this.state.checklist = null;
    }
  }
}

;// ./static/suture/src/setup_checklist/setup_page.ts





class SetupPage extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.SetupPage";
  static components = { Layout: __WEBPACK_EXTERNAL_MODULE__web_search_layout_adaa7a58_Layout__, SetupChecklist: SetupChecklist };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_webclient_actions_action_service_b6141e1a_standardActionServiceProps__ };
  display = { controlPanel: {} };
}
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("actions").add("suture_setup", SetupPage);

;// ./static/suture/src/setup_checklist/setup_views.ts






class SetupListRenderer extends __WEBPACK_EXTERNAL_MODULE__web_views_list_list_renderer_f860cb5f_ListRenderer__ {
  static template = "suture.SetupListRenderer";
  static components = { ...__WEBPACK_EXTERNAL_MODULE__web_views_list_list_renderer_f860cb5f_ListRenderer__.components, SetupChecklist: SetupChecklist };
}
class SetupKanbanRenderer extends __WEBPACK_EXTERNAL_MODULE__web_views_kanban_kanban_renderer_df935cc3_KanbanRenderer__ {
  static template = "suture.SetupKanbanRenderer";
  static components = { ...__WEBPACK_EXTERNAL_MODULE__web_views_kanban_kanban_renderer_df935cc3_KanbanRenderer__.components, SetupChecklist: SetupChecklist };
}
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("views").add("suture_setup_list", { ...__WEBPACK_EXTERNAL_MODULE__web_views_list_list_view_34a12d9b_listView__, Renderer: SetupListRenderer });
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("views").add("suture_setup_kanban", { ...__WEBPACK_EXTERNAL_MODULE__web_views_kanban_kanban_view_c8170e14_kanbanView__, Renderer: SetupKanbanRenderer });

;// ./static/suture/src/source_file/integration_file.ts






class IntegrationFile extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationFile";
  static components = { SourceFile: SourceFile };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  orm;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    const bus = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("bus_service");
    const arrived = ({ id }) => {
      if (id === this.props.record.resId) void this.props.record.load();
    };
    bus.subscribe("suture.exchange/file", arrived);
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__(() => bus.unsubscribe("suture.exchange/file", arrived));
  }
  get value() {
    return this.props.record.data[this.props.name] || null;
  }
  get shown() {
    return this.value && "kind" in this.value ? this.value : null;
  }
  get missing() {
    return this.value && "empty" in this.value ? this.value : { empty: "", asked: false, refusal: "" };
  }
  async show() {
    await this.orm.call("suture.exchange", "action_show_file", [[this.props.record.resId || 0]]);
    await this.props.record.load();
  }
}
const integrationFile = {
  component: IntegrationFile,
  displayName: _t("Integration file"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_file", integrationFile);

;// ./static/suture/src/suture.ts




































export { Moment, OverviewChart, OverviewFigure, OverviewTile, changedNotice, duration, moneyFigures, overviewSections, percent, rehearsalExtras, useOpenRecords };
