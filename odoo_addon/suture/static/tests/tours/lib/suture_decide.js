import { registry as __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__ } from "@web/core/registry";

;// external "@web/core/registry"

;// ./static/suture/tests/tours/suture_decide.ts

__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("web_tour.tours").add("suture_decide", {
  steps: () => [
    {
      content: "Open Exception",
      trigger: ".o_data_row:contains('TOUR-91') .o_data_cell[name='document_number']",
      run: "click"
    },
    { content: "Postpone it", trigger: "button[name='action_ask_wait']", run: "click" },
    { content: "Until tomorrow", trigger: ".modal button[name='action_wait']", run: "click" },
    {
      content: "It is postponed; return it to the queue",
      trigger: ".alert:contains('Postponed until') button[name='action_undo_wait']",
      run: "click"
    },
    { content: "Dismiss it", trigger: "button[name='action_ask_dismiss']", run: "click" },
    { content: "Enter the reason", trigger: ".modal [name='reason'] textarea", run: "edit By mistake." },
    { content: "Dismiss", trigger: ".modal button[name='action_dismiss']", run: "click" },
    { content: "Undo Dismissal", trigger: "button[name='action_undo_dismiss']", run: "click" },
    { content: "It needs attention again; correct it", trigger: ".o_suture_pane_correct", run: "click" },
    {
      content: "Correct the price",
      trigger: "[data-pointer='/lines/0/price/amount'] input",
      run: "edit 2.50"
    },
    { content: "Enter the reason", trigger: ".o_suture_editor_reason", run: "edit Confirmed by telephone." },
    { content: "Save", trigger: ".o_suture_editor_save:enabled", run: "click" },
    {
      content: "It is retried",
      trigger: ".o_statusbar_status .o_arrow_button_current:contains('Queued')"
    },
    { content: "The correction is listed", trigger: "a[name='corrections']", run: "click" },
    {
      content: "With the values before and after",
      trigger: ".o_suture_correction:contains('Confirmed by telephone.') tr:contains('5.25'):contains('2.50')"
    }
  ]
});

