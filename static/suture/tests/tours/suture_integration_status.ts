import { registry } from "@web/core/registry";

/** A tour that starts on the form of a sent order and follows its badge to the exchange. */
registry.category("web_tour.tours").add("suture_integration_status", {
  steps: () => [
    {
      content: "The order shows its state",
      trigger: ".o_field_widget[name='integration_state'] button .badge",
      run: "click",
    },
    {
      content: "The popover shows the history; open the exchange",
      trigger: ".o_popover .o_suture_step:contains('Sent to') button.o_suture_open",
      run: "click",
    },
    {
      content: "The exchange is open",
      trigger: ".o_form_view .o_field_widget[name='connection_id']",
    },
  ],
});
