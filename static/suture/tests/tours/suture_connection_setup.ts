import { registry } from "@web/core/registry";

const step = (name: string) => `[data-step='${name}']:visible`;
const next = { content: "Continue", trigger: "button[name='action_setup_next']", run: "click" };

/** A tour that starts in the list of connections, sets up a new connection, tests a file, and goes live. */
registry.category("web_tour.tours").add("suture_connection_setup", {
  steps: () => [
    {
      content: "Create a connection",
      trigger: "button[name='action_new_connection']",
      run: "click",
    },
    {
      content: "Choose the partner",
      trigger: `${step("who")} .o_field_widget[name='partner_id'] input`,
      run: "edit Tour Medical Supply",
    },
    {
      content: "Select the contact",
      trigger: ".o-autocomplete--dropdown-item:contains('Tour Medical Supply')",
      run: "click",
    },
    {
      content: "A code is suggested",
      trigger: `${step("who")} .o_field_widget[name='code'] input:value('edi-tour-medical-supply')`,
    },
    next,
    {
      content: "The usual documents and format are selected",
      trigger: `${step("format")} .o_field_widget[name='format_version']`,
    },
    {
      content: "… with a description of each flow",
      trigger: `${step("format")} .o_field_widget[name='flow_ids'] .form-check:contains('Order dispatch') input:checked`,
    },
    next,
    {
      content: "Send orders to a folder",
      trigger: `${step("transport")} .o_field_widget[name='route_transport'] input[data-value='folder']`,
      run: "click",
    },
    {
      content: "The address for the partner is shown",
      trigger: `${step("transport")} .o_field_widget[name='endpoints'] code:contains('/v1/edi/edi-tour-medical-supply')`,
    },
    next,
    {
      content: "Enter our identifier",
      trigger: `${step("identifiers")} .o_suture_setting[data-path='us.id'] input`,
      run: "edit TOURHOSPITAL",
    },
    {
      content: "Go back to check that nothing is lost",
      trigger: "button[name='action_setup_back']",
      run: "click",
    },
    { content: "The previous step is shown", trigger: step("transport") },
    next,
    {
      content: "The identifier is still there",
      trigger: `${step("identifiers")} .o_suture_setting[data-path='us.id'] input:value('TOURHOSPITAL')`,
    },
    {
      content: "Enter the partner's identifier",
      trigger: `${step("identifiers")} .o_suture_setting[data-path='partner.id'] input`,
      run: "edit TOURMED",
    },
    next,
    {
      content: "Paste the partner's file",
      trigger: `${step("test")} #suture_rehearsal_text`,
      run: "edit ISA*00*",
    },
    { content: "Process the text", trigger: ".o_suture_try_text", run: "click" },
    {
      content: "The outgoing document for an order can be previewed",
      trigger: "#suture_rehearsal_order:has(option:contains('P0'))",
    },
    { content: "The request is shown", trigger: ".o_suture_rehearsal [role='status']" },
    next,
    {
      content: "The checklist is complete",
      trigger: `${step("live")} .o_suture_checklist:not(:has([data-state='missing']))`,
    },
    { content: "Go live", trigger: "button[name='action_go_live']", run: "click" },
    { content: "Yes", trigger: ".modal footer .btn-primary", run: "click" },
    { content: "It is live", trigger: `${step("live")} h2:contains('The connection is live')` },
  ],
});
