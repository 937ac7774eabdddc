import { registry as __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__ } from "@web/core/registry";

;// external "@web/core/registry"

;// ./static/suture/tests/tours/suture_setup.ts

__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("web_tour.tours").add("suture_setup", {
  steps: () => [
    {
      content: "Nothing is set up yet; start",
      trigger: ".o_suture_setup_step[data-code='address'][data-done='0'] button.btn-primary",
      run: "click"
    },
    {
      content: "Enter the sidecar's address",
      trigger: ".o_field_widget[name='suture_sidecar_url'] input",
      run: "edit http://127.0.0.1:1"
    },
    { content: "Save", trigger: ".o_form_button_save", run: "click", expectUnloadPage: true },
    {
      // Saves the settings of all apps, which reloads the page.
      content: "It is saved",
      trigger: "body:not(:has(.o_loading_indicator)) #suture_key button:enabled",
      timeout: 6e4
    },
    {
      content: "Create the integration user",
      trigger: "#suture_key button:contains('Create User and Key')",
      run: "click"
    },
    {
      content: "Create its key",
      trigger: ".modal button[name='action_make']:contains('Create User and Key')",
      run: "click"
    },
    {
      content: "Confirm the password",
      trigger: ".modal [name='password'] input",
      run: "edit admin"
    },
    { content: "Confirm", trigger: ".modal button[name='run_check']", run: "click" },
    { content: "The key is shown", trigger: ".modal .o_suture_key", timeout: 6e4 },
    {
      content: "\u2026 with the sidecar's settings; confirm that it is saved",
      trigger: ".modal .o_suture_key_ready:has(.o_suture_environment:contains('SUTURE_ODOO_DATABASE')) .o_suture_key_done",
      run: "click"
    },
    {
      content: "The key is valid for 90 days",
      trigger: "body:not(:has(.modal)) #suture_key:contains('90 days left')",
      timeout: 6e4
    },
    {
      content: "Test the connection",
      trigger: "button[name='action_suture_test']",
      run: "click"
    },
    {
      content: "The test fails and shows what to do",
      trigger: ".modal .o_suture_check[data-code='tcp'][data-state='failed'] .o_suture_advice"
    },
    { content: "Close", trigger: ".modal .btn-close", run: "click" },
    {
      content: "Return to the checklist",
      trigger: "button[name='action_suture_show_checklist']",
      run: "click"
    },
    {
      content: "Two steps are done; the third is next",
      trigger: ".o_suture_setup:has([data-code='user'][data-done='1']) [data-code='tested'][data-done='0'] button.btn-primary"
    }
  ]
});

