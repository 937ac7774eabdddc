import { registry } from "@web/core/registry";

/** Maps an unknown item that two exceptions wait for, and retries both. */
registry.category("web_tour.tours").add("suture_map", {
  steps: () => [
    {
      content: "Open one of the two",
      trigger: ".o_data_row:contains('TOUR-81') .o_data_cell[name='document_number']",
      run: "click",
    },
    {
      content: "It says what is not known, and that two wait for it; choose the item",
      trigger:
        ".o_field_widget[name='unknown_ids'] .o_kanban_record:contains('HM-TOUR'):contains('2 documents') button[name='action_map']",
      run: "click",
    },
    {
      content: "The item with the same GTIN is suggested: one press",
      trigger: ".modal .o_kanban_record:contains('same GTIN') button[name='action_choose']",
      run: "click",
    },
    {
      content: "It is saved, and both documents are named",
      trigger: ".modal [name='waiting_ids'] .o_data_row:contains('TOUR-82')",
    },
    {
      content: "Try both again",
      trigger: ".modal button[name='action_try_all']",
      run: "click",
    },
    {
      content: "They are on their way",
      trigger: ".o_notification:contains('2 documents')",
    },
    {
      content: "This one, too",
      trigger: ".o_statusbar_status .o_arrow_button_current:contains('Queued')",
    },
  ],
});
