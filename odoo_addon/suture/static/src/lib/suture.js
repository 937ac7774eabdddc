import { Component as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__, onWillStart as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__, onWillUnmount as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillUnmount__, useState as __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__ } from "@odoo/owl";
import { browser as __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__ } from "@web/core/browser/browser";
import { Dropdown as __WEBPACK_EXTERNAL_MODULE__web_core_dropdown_dropdown_0418dabe_Dropdown__ } from "@web/core/dropdown/dropdown";
import { DropdownItem as __WEBPACK_EXTERNAL_MODULE__web_core_dropdown_dropdown_item_80f9127f_DropdownItem__ } from "@web/core/dropdown/dropdown_item";
import { registry as __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__ } from "@web/core/registry";
import { user as __WEBPACK_EXTERNAL_MODULE__web_core_user_d8d986df_user__ } from "@web/core/user";
import { useService as __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__ } from "@web/core/utils/hooks";
import { appTranslateFn as __WEBPACK_EXTERNAL_MODULE__web_core_l10n_translation_446878c9_appTranslateFn__ } from "@web/core/l10n/translation";
import { standardFieldProps as __WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ } from "@web/views/fields/standard_field_props";
import { usePopover as __WEBPACK_EXTERNAL_MODULE__web_core_popover_popover_hook_d8607e66_usePopover__ } from "@web/core/popover/popover_hook";
import { RelativeTime as __WEBPACK_EXTERNAL_MODULE__mail_core_common_relative_time_62577d07_RelativeTime__ } from "@mail/core/common/relative_time";
import { formatDateTime as __WEBPACK_EXTERNAL_MODULE__web_core_l10n_dates_a32e4b94_formatDateTime__ } from "@web/core/l10n/dates";

;// external "@odoo/owl"

;// external "@web/core/browser/browser"

;// external "@web/core/dropdown/dropdown"

;// external "@web/core/dropdown/dropdown_item"

;// external "@web/core/registry"

;// external "@web/core/user"

;// external "@web/core/utils/hooks"

;// external "@web/core/l10n/translation"

;// ./static/src/l10n/translation.ts

function _t(source, ...substitutions) {
  return __WEBPACK_EXTERNAL_MODULE__web_core_l10n_translation_446878c9_appTranslateFn__(source, "suture", ...substitutions);
}

;// ./static/src/exception_menu/exception_menu.ts








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
    this.current = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ isShown: false, counts: { mine: 0, late: 0, both: 0, most: 0 } });
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
    const { mine, late } = this.counts;
    return _t("Exceptions: %s mine, %s late", this.told(mine), this.told(late));
  }
  /** A count as it is told: "100+" where the counting stopped. */
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
  /** Never rejects: a counter that cannot be loaded keeps what it showed, until the next time. */
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

;// external "@web/views/fields/standard_field_props"

;// ./static/src/integration_findings/integration_findings.ts




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
      { name: "field", title: _t("What"), isNumber: false },
      { name: "ours", title: _t("Ours"), isNumber: true },
      { name: "theirs", title: _t("Theirs"), isNumber: true },
      { name: "text", title: _t("In words"), isNumber: false }
    ];
    return columns.filter(({ name }) => this.findings.some((finding) => finding[name]));
  }
  /** A cell's text. A field without a title of its own is shown by its name. */
  cell(finding, { name }) {
    const value = finding[name] ?? "";
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

;// ./static/src/integration_panes/integration_panes.ts





const linesShownAtOnce = 3;
class IntegrationPanes extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationPanes";
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  action;
  view;
  setup() {
    this.action = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("action");
    this.view = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ showsAllLines: false });
  }
  get panes() {
    const value = this.props.record.data[this.props.name];
    if (!value) {
      return [];
    }
    return [
      { name: "arrived", title: _t("What arrived"), icon: "fa-download", ...value.arrived },
      { name: "understood", title: _t("What was understood"), icon: "fa-lightbulb-o", ...value.understood },
      { name: "ours", title: _t("What Odoo has"), icon: "fa-database", ...value.ours }
    ];
  }
  get isLong() {
    return this.panes.some(({ sections }) => linesOf(sections).length > linesShownAtOnce);
  }
  get showsAllLines() {
    return this.view.showsAllLines;
  }
  /** The document as a whole and the lines in question; every line when there are few, none is flagged, or asked for. */
  shown(sections) {
    const lines = this.panes.flatMap((pane) => linesOf(pane.sections));
    const flagged = new Set(lines.filter(({ flag }) => flag).map(({ line }) => line));
    if (this.showsAllLines || !this.isLong) {
      return sections;
    }
    return sections.filter(
      ({ line }, index) => flagged.size > 0 ? line === "" || flagged.has(line) : index <= linesShownAtOnce
    );
  }
  toggleLines() {
    this.view.showsAllLines = !this.view.showsAllLines;
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
function linesOf(sections) {
  return sections.filter(({ line }) => line !== "");
}
const integrationPanes = {
  component: IntegrationPanes,
  displayName: _t("Integration panes"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_panes", integrationPanes);

;// ./static/src/integration_payload/integration_payload.ts




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
  displayName: _t("Integration payload"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("integration_payload", integrationPayload);

;// ./static/src/integration_preview/integration_preview.ts





const titles = {
  "would-apply": () => _t("It would be applied"),
  "would-send": () => _t("It would be sent"),
  "would-wait": () => _t("It would wait"),
  exception: () => _t("It would need a person"),
  duplicate: () => _t("It has been applied before: nothing would happen"),
  refused: () => _t("It could not be looked at")
};
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
    const outcome = this.preview?.outcome ?? "";
    return titles[outcome]?.() ?? outcome;
  }
  get text() {
    return this.preview?.note || this.preview?.reason || "";
  }
  get changes() {
    return this.preview?.changes ?? [];
  }
  /** The record's name, or that it would be a new one. */
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

;// external "@web/core/popover/popover_hook"

;// ./static/src/integration_status/status_badge.ts

const looks = {
  none: { icon: "fa-circle-o", color: "bg-200 text-700" },
  in_progress: { icon: "fa-paper-plane-o", color: "text-bg-300" },
  retrying: { icon: "fa-refresh", color: "text-bg-info" },
  attention: { icon: "fa-exclamation-circle", color: "text-bg-danger" },
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

;// external "@web/core/l10n/dates"

;// ./static/src/moment/moment.ts



function instantOf(at) {
  return luxon.DateTime.fromISO(at, { zone: "utc" });
}
class Moment extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.Moment";
  static components = { RelativeTime: __WEBPACK_EXTERNAL_MODULE__mail_core_common_relative_time_62577d07_RelativeTime__ };
  static props = { at: String };
  get instant() {
    return instantOf(this.props.at);
  }
  /** In the user's time zone and format. */
  get exact() {
    return __WEBPACK_EXTERNAL_MODULE__web_core_l10n_dates_a32e4b94_formatDateTime__(this.instant);
  }
}

;// ./static/src/journey/journey_step_item.ts




const linesShownAtFirst = 5;
const journey_step_item_looks = {
  queued: { tone: "pending", label: () => _t("On its way") },
  processing: { tone: "pending", label: () => _t("On its way") },
  waiting: { tone: "info", label: () => _t("Trying again") },
  held: { tone: "info", label: () => _t("Waits for an earlier document") },
  attention: { tone: "danger", label: () => _t("Needs attention") },
  staged: { tone: "warning", label: () => _t("Waits for approval") },
  done: { tone: "success" },
  dismissed: { tone: "pending", label: () => _t("Dismissed") },
  expected: { tone: "pending", label: () => _t("Still to come") }
};
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
  get look() {
    return journey_step_item_looks[this.props.step.state];
  }
  get lines() {
    const { lines } = this.props.step;
    return this.view.showsAllLines ? lines : lines.slice(0, linesShownAtFirst);
  }
  get hiddenLineCount() {
    return this.props.step.lines.length - this.lines.length;
  }
  get showAllText() {
    return _t("Show all %s lines", String(this.props.step.lines.length));
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

;// ./static/src/journey/journey_steps.ts


class JourneySteps extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.JourneySteps";
  static components = { JourneyStepItem: JourneyStepItem };
  static props = { steps: Array, canOpen: Boolean };
}

;// ./static/src/journey/journey_popover.ts




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
  /** The record's note, unless a step says the same. */
  get note() {
    const { note, steps } = this.journey ?? { note: false, steps: [] };
    const isSaid = steps.some(({ reason, detail }) => note === reason || note === detail);
    return note && !isSaid ? note : "";
  }
  /** Never rejects: a failure is shown in the popover, with a button that tries again. */
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

;// ./static/src/integration_status/integration_status.ts







class IntegrationStatus extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.IntegrationStatus";
  static components = { StatusBadge: StatusBadge };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  popover;
  popoverState;
  setup() {
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
  /** The field's own word for the state, so that badge, filters and groups speak alike. */
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
  /** In a list, Enter and Space on a cell belong to the row; here they press the button. */
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

;// ./static/src/integration_timeline/integration_timeline.ts





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

;// ./static/src/rehearsal/file_content.ts
const MOST_BYTES = 1024 * 1024;
const AT_ONCE = 32768;
function base64Of(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(at, at + AT_ONCE));
  return btoa(text);
}

;// ./static/src/rehearsal/rehearsal_answer.ts



const things = {
  sender: () => _t("Sender"),
  receiver: () => _t("Receiver"),
  environment: () => _t("Test or production"),
  version: () => _t("Version")
};
const outcomes = {
  "would-apply": () => _t("Would be applied"),
  "would-send": () => _t("Would be sent"),
  "would-wait": () => _t("Would wait"),
  exception: () => _t("Would need a person")
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
    return { x12: "X12", hl7v2: "HL7 v2", cloudevents: "CloudEvents" }[this.props.answer.format ?? ""] ?? "";
  }
  /** X12 is one long line: a segment a line can be read. */
  get sampleText() {
    const text = this.props.answer.sample?.text ?? "";
    return this.props.answer.format === "x12" ? text.replaceAll("~", "~\n").trimEnd() : text;
  }
  thing(row) {
    return things[row.what]?.() ?? row.what;
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

;// ./static/src/rehearsal/trial.ts



const LOOK_MS = 2e3;
const PATIENCE_MS = 3e4;
const MOST_MS = 6e5;
function useTrial(connectionId) {
  const orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
  const bus = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("bus_service");
  const state = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ trial: null, waited: 0, problem: "" });
  let timer;
  const look = async () => {
    const id = connectionId();
    if (id) state.trial = await orm.silent.call("suture.connection", "get_rehearsal", [[id]]);
  };
  const follow = () => {
    __WEBPACK_EXTERNAL_MODULE__web_core_browser_browser_884aa703_browser__.clearTimeout(timer);
    if (state.trial?.state !== "asked" || state.waited >= MOST_MS) return;
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

;// ./static/src/rehearsal/rehearsal.ts








const MOST_ORDERS = 20;
class Rehearsal extends __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_Component__ {
  static template = "suture.Rehearsal";
  static components = { RehearsalAnswer: RehearsalAnswer };
  static props = { ...__WEBPACK_EXTERNAL_MODULE__web_views_fields_standard_field_props_1d8c7956_standardFieldProps__ };
  orm;
  ask;
  state;
  input;
  setup() {
    this.orm = __WEBPACK_EXTERNAL_MODULE__web_core_utils_hooks_f14ed7e4_useService__("orm");
    const { state, ask } = useTrial(() => this.props.record.resId);
    this.state = state;
    this.ask = ask;
    this.input = __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_useState__({ pasted: "", order: "", orders: [] });
    __WEBPACK_EXTERNAL_MODULE__odoo_owl_5c4986ba_onWillStart__(async () => {
      this.input.orders = await this.ordersOfPartner();
    });
  }
  get waiting() {
    return this.state.trial?.state === "asked";
  }
  get late() {
    return this.waiting && this.state.waited >= (/* inlined export .PATIENCE_MS */30000);
  }
  /** Orders to this partner, for a sample of what we would send. Without access to orders there are none. */
  async ordersOfPartner() {
    const { partner_id: partner, kind } = this.props.record.data;
    if (!partner || kind !== "edi") return [];
    const domain = [["partner_id", "child_of", partner.id]];
    return this.orm.silent.call("purchase.order", "search_read", [domain, ["name"], 0, MOST_ORDERS, "id desc"]).catch(() => []);
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
  async onSample() {
    await this.ask("show_sample", [Number(this.input.order)]);
  }
  async tryBytes(bytes, name) {
    if (bytes.length === 0) {
      this.state.problem = _t("The file is empty. Choose the one that the partner sent.");
      return;
    }
    await this.ask("rehearse", [base64Of(bytes), name]);
  }
}
const rehearsal = {
  component: Rehearsal,
  displayName: _t("Test file of a connection"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false
};
__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("fields").add("suture_rehearsal", rehearsal);

;// ./static/src/suture.ts









