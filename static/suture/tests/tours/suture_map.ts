import { registry } from "@web/core/registry";

/** A tour that maps an unknown item for which two exceptions wait, and retries both. */
registry.category("web_tour.tours").add("suture_map", {
  steps: () => [
    {
      content: "Open one of the two",
      trigger: ".o_data_row:contains('TOUR-81') .o_data_cell[name='document_number']",
      run: "click",
    },
    {
      content: "It shows the unknown item and that two exceptions wait for it; choose the item",
      trigger:
        ".o_field_widget[name='unknown_ids'] .o_kanban_record:contains('HM-TOUR'):contains('2 documents') button[name='action_map']",
      run: "click",
    },
    {
      content: "Choose the suggested item with the same GTIN",
      trigger: ".modal .o_kanban_record:contains('same GTIN') button[name='action_choose']",
      run: "click",
    },
    {
      content: "It is saved, and both documents are listed",
      trigger: ".modal [name='waiting_ids'] .o_data_row:contains('TOUR-82')",
    },
    {
      content: "Retry both",
      trigger: ".modal button[name='action_try_all']",
      run: "click",
    },
    {
      content: "The window reports on both",
      trigger:
        ".modal .o_suture_retry:has(.o_suture_retry_line:contains('TOUR-81')) .o_suture_retry_line:contains('TOUR-82')",
    },
    {
      content: "Close it",
      trigger: ".modal .modal-footer button[special='cancel'], .modal .modal-footer .btn-primary",
      run: "click",
    },
    {
      content: "So is this one",
      trigger: ".o_statusbar_status .o_arrow_button_current:contains('Queued')",
    },
  ],
});
