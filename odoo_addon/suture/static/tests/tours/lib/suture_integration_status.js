import { registry as __WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__ } from "@web/core/registry";

;// external "@web/core/registry"

;// ./static/suture/tests/tours/suture_integration_status.ts

__WEBPACK_EXTERNAL_MODULE__web_core_registry_89c782fc_registry__.category("web_tour.tours").add("suture_integration_status", {
  steps: () => [
    {
      content: "The order shows its state",
      trigger: ".o_field_widget[name='integration_state'] button .badge",
      run: "click"
    },
    {
      content: "The popover shows the history; open the exchange",
      trigger: ".o_popover .o_suture_step:contains('Sent to') button.o_suture_open",
      run: "click"
    },
    {
      content: "The exchange is open",
      trigger: ".o_form_view .o_field_widget[name='connection_id']"
    }
  ]
});

