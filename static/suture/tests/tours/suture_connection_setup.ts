import { registry } from "@web/core/registry";

const step = (name: string) => `[data-step='${name}']:visible`;
const next = { content: "Go on", trigger: "button[name='action_setup_next']", run: "click" };

/** Starts in the list of connections. Sets up a new connection, tests a file and goes live. */
registry.category("web_tour.tours").add("suture_connection_setup", {
  steps: () => [
    {
      content: "Begin a new connection",
      trigger: "button[name='action_new_connection']",
      run: "click",
    },
    {
      content: "Say who it is",
      trigger: `${step("who")} .o_field_widget[name='partner_id'] input`,
      run: "edit Tour Medical Supply",
    },
    {
      content: "It is one of the contacts",
      trigger: ".o-autocomplete--dropdown-item:contains('Tour Medical Supply')",
      run: "click",
    },
    {
      content: "A code is proposed",
      trigger: `${step("who")} .o_field_widget[name='code'] input:value('edi-tour-medical-supply')`,
    },
    next,
    {
      content: "What is usual is chosen already",
      trigger: `${step("format")} .o_field_widget[name='format_version']`,
    },
    {
      content: "… with what each flow does",
      trigger: `${step("format")} .o_field_widget[name='flow_ids'] .form-check:contains('Order dispatch') input:checked`,
    },
    next,
    {
      content: "Orders go into a folder",
      trigger: `${step("transport")} .o_field_widget[name='route_transport'] input[data-value='folder']`,
      run: "click",
    },
    {
      content: "The address for the partner stands there",
      trigger: `${step("transport")} .o_field_widget[name='door_address']:contains('/v1/edi/edi-tour-medical-supply')`,
    },
    next,
    {
      content: "Who we are",
      trigger: `${step("identifiers")} .o_field_widget[name='our_identifier'] input`,
      run: "edit TOURHOSPITAL",
    },
    {
      content: "Back, to see whether something is lost",
      trigger: "button[name='action_setup_back']",
      run: "click",
    },
    { content: "The step before", trigger: step("transport") },
    next,
    {
      content: "Nothing is",
      trigger: `${step("identifiers")} .o_field_widget[name='our_identifier'] input:value('TOURHOSPITAL')`,
    },
    {
      content: "Who the partner is",
      trigger: `${step("identifiers")} .o_field_widget[name='partner_identifier'] input`,
      run: "edit TOURMED",
    },
    next,
    {
      content: "Paste what the partner sent",
      trigger: `${step("test")} #suture_rehearsal_text`,
      run: "edit ISA*00*",
    },
    { content: "Try it", trigger: ".o_suture_try_text", run: "click" },
    {
      content: "An order to the partner could be shown as it would be sent",
      trigger: "#suture_rehearsal_order:has(option:contains('P0'))",
    },
    { content: "The sidecar is asked", trigger: ".o_suture_rehearsal [role='status']" },
    next,
    {
      content: "Nothing is missing",
      trigger: `${step("live")} .o_suture_checklist:not(:has([data-state='missing']))`,
    },
    { content: "Go live", trigger: "button[name='action_go_live']", run: "click" },
    { content: "Yes", trigger: ".modal footer .btn-primary", run: "click" },
    { content: "It is live", trigger: `${step("live")} h2:contains('The connection is live')` },
  ],
});
