import { registry } from "@web/core/registry";

/** A tour that starts on the overview, and follows figures to their records and back. */
registry.category("web_tour.tours").add("suture_overview", {
  steps: () => [
    {
      content: "All flows are shown",
      trigger: "[role=tab][data-section='flows'][aria-selected='true']",
    },
    {
      content: "Open what needs attention in this flow",
      trigger: "[data-flow='Tour flow'] [data-figure='attention']:contains('2')",
      run: "click",
    },
    {
      content: "The same number is listed",
      trigger: ".o_list_view:has(.o_data_row:nth-child(2)):not(:has(.o_data_row:nth-child(3)))",
    },
    {
      content: "Go back",
      trigger: ".breadcrumb-item a:contains('Overview'), .o_back_button",
      run: "click",
    },
    {
      content: "Open the orders",
      trigger: "[role=tab][data-section='orders']",
      run: "click",
    },
    {
      content: "Open the vendor's unanswered order",
      trigger: "[data-supplier='Tour Medical Supply'] [data-figure='unanswered']:contains('1')",
      run: "click",
    },
    {
      content: "It is the only one listed",
      trigger: ".o_list_view:has(.o_data_row):not(:has(.o_data_row:nth-child(2)))",
    },
    {
      content: "Go back",
      trigger: ".breadcrumb-item a:contains('Overview'), .o_back_button",
      run: "click",
    },
    {
      content: "The orders are still selected; open the money",
      trigger: "[role=tab][data-section='orders'][aria-selected='true']",
    },
    {
      content: "Continue",
      trigger: "[role=tab][data-section='money']",
      run: "click",
    },
    {
      content: "Open the exceptions by value at stake",
      trigger: "[data-reason='Price differs'] [data-figure='count']",
      run: "click",
    },
    {
      content: "The exception is listed",
      trigger: ".o_data_row:contains('TOUR-81')",
    },
    {
      content: "Go back",
      trigger: ".breadcrumb-item a:contains('Overview'), .o_back_button",
      run: "click",
    },
    {
      content: "Open the health",
      trigger: "[role=tab][data-section='health']",
      run: "click",
    },
    {
      content: "The sidecar's report and the connection are shown",
      trigger: "[role=tabpanel]:has([data-sidecar='tour:8080']) [data-connection='tour-overview'] th button",
      run: "click",
    },
    {
      content: "The connection is open",
      trigger: ".o_form_view .o_field_widget[name='code']",
    },
  ],
});
