import { registry } from "@web/core/registry";

/** Starts on the overview and follows figures to their records and back. */
registry.category("web_tour.tours").add("suture_overview", {
  steps: () => [
    {
      content: "All flows are told of",
      trigger: "[role=tab][data-section='flows'][aria-selected='true']",
    },
    {
      content: "What needs attention in this flow; see it",
      trigger: "[data-flow='Tour flow'] [data-figure='attention']:contains('2')",
      run: "click",
    },
    {
      content: "As many are listed",
      trigger: ".o_list_view:has(.o_data_row:nth-child(2)):not(:has(.o_data_row:nth-child(3)))",
    },
    {
      content: "Back",
      trigger: ".breadcrumb-item a:contains('Overview'), .o_back_button",
      run: "click",
    },
    {
      content: "Look at the orders",
      trigger: "[role=tab][data-section='orders']",
      run: "click",
    },
    {
      content: "One order of the supplier has no answer; see it",
      trigger: "[data-supplier='Tour Medical Supply'] [data-figure='unanswered']:contains('1')",
      run: "click",
    },
    {
      content: "It is the only one",
      trigger: ".o_list_view:has(.o_data_row):not(:has(.o_data_row:nth-child(2)))",
    },
    {
      content: "Back",
      trigger: ".breadcrumb-item a:contains('Overview'), .o_back_button",
      run: "click",
    },
    {
      content: "The orders are still chosen; look at the money",
      trigger: "[role=tab][data-section='orders'][aria-selected='true']",
    },
    {
      content: "Go on",
      trigger: "[role=tab][data-section='money']",
      run: "click",
    },
    {
      content: "Value at stake by reason; see the exceptions",
      trigger: "[data-reason='Price differs'] [data-figure='count']",
      run: "click",
    },
    {
      content: "The exception is there",
      trigger: ".o_data_row:contains('TOUR-81')",
    },
    {
      content: "Back",
      trigger: ".breadcrumb-item a:contains('Overview'), .o_back_button",
      run: "click",
    },
    {
      content: "Look at the health",
      trigger: "[role=tab][data-section='health']",
      run: "click",
    },
    {
      content: "The sidecar has told of itself, and the connection is known",
      trigger: "[role=tabpanel]:has([data-sidecar='tour:8080']) [data-connection='tour-overview'] th button",
      run: "click",
    },
    {
      content: "The connection is open",
      trigger: ".o_form_view .o_field_widget[name='code']",
    },
  ],
});
