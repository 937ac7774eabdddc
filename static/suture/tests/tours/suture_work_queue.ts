import { registry } from "@web/core/registry";

/** A tour that starts in the list of exceptions, assigns an exception, reviews its differences, and dismisses it. */
registry.category("web_tour.tours").add("suture_work_queue", {
  steps: () => [
    {
      content: "Select the exception in the queue",
      trigger: ".o_data_row:contains('TOUR-77') .o_list_record_selector input",
      run: "click",
    },
    {
      content: "Assign it",
      trigger:
        ".o_control_panel_actions button[name='action_assign_to_me'], .o_list_buttons button[name='action_assign_to_me'], .o_control_panel button[name='action_assign_to_me']",
      run: "click",
    },
    {
      content: "Check the owner and open it",
      trigger:
        ".o_data_row:contains('TOUR-77'):has(.o_field_widget[name='user_id'] img) .o_data_cell[name='document_number']",
      run: "click",
    },
    {
      content: "The price is flagged in the received document",
      trigger: "[data-pane='arrived'] .o_suture_pane_row[data-flag]:contains('5.25')",
    },
    {
      content: "… in the decoded document",
      trigger: "[data-pane='understood'] .o_suture_pane_row[data-flag]:contains('5.25 USD')",
    },
    {
      content: "… and in the Odoo record",
      trigger: "[data-pane='ours'] .o_suture_pane_row[data-flag]:contains('2.50')",
    },
    {
      content: "Dismiss it",
      trigger: "button[name='action_ask_dismiss']",
      run: "click",
    },
    {
      content: "Enter the reason",
      trigger: ".modal .o_field_widget[name='reason'] textarea",
      run: "edit The supplier sent a corrected answer.",
    },
    {
      content: "Dismiss it",
      trigger: ".modal button[name='action_dismiss']",
      run: "click",
    },
    {
      content: "The exception is closed",
      trigger: ".o_statusbar_status .o_arrow_button_current:contains('Dismissed')",
    },
  ],
});
