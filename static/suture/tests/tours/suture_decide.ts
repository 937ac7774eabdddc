import { registry } from "@web/core/registry";

/** Corrects a value in place, undoes a dismissal, and postpones the exception. */
registry.category("web_tour.tours").add("suture_decide", {
  steps: () => [
    {
      content: "Open the exception",
      trigger: ".o_data_row:contains('TOUR-91') .o_data_cell[name='document_number']",
      run: "click",
    },
    { content: "Put it off", trigger: "button[name='action_ask_wait']", run: "click" },
    { content: "Until tomorrow", trigger: ".modal button[name='action_wait']", run: "click" },
    {
      content: "It waits; back with it",
      trigger: ".alert:contains('Postponed until') button[name='action_undo_wait']",
      run: "click",
    },
    { content: "Dismiss it", trigger: "button[name='action_ask_dismiss']", run: "click" },
    { content: "Say why", trigger: ".modal [name='reason'] textarea", run: "edit By mistake." },
    { content: "Dismiss", trigger: ".modal button[name='action_dismiss']", run: "click" },
    { content: "That was a mistake", trigger: "button[name='action_undo_dismiss']", run: "click" },
    { content: "It needs a person again: correct it", trigger: ".o_suture_pane_correct", run: "click" },
    {
      content: "The price was mistyped",
      trigger: "[data-pointer='/lines/0/price/amount'] input",
      run: "edit 2.50",
    },
    { content: "Say why", trigger: ".o_suture_editor_reason", run: "edit Confirmed by telephone." },
    { content: "Save", trigger: ".o_suture_editor_save:enabled", run: "click" },
    {
      content: "It is tried again",
      trigger: ".o_statusbar_status .o_arrow_button_current:contains('Queued')",
    },
    { content: "What was corrected stays readable", trigger: "a[name='corrections']", run: "click" },
    {
      content: "Before and after",
      trigger:
        ".o_suture_correction:contains('Confirmed by telephone.') tr:contains('5.25'):contains('2.50')",
    },
  ],
});
