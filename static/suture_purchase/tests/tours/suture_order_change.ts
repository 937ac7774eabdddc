import { registry } from "@web/core/registry";

const quantity = ".o_field_widget[name='order_line'] .o_data_row:first td[name='product_qty']";

/** A tour that changes an order that was sent, sees what the vendor does not know, and decides not to send it. */
registry.category("web_tour.tours").add("suture_order_change", {
  steps: () => [
    { content: "The order is known to the vendor", trigger: ".o_suture_badge[data-state='in_progress']" },
    { content: "Change the quantity", trigger: quantity, run: "click" },
    { content: "Enter it", trigger: `${quantity} input`, run: "edit 50" },
    { content: "Save", trigger: ".o_form_button_save", run: "click" },
    {
      content: "The vendor does not know it",
      trigger: ".o_suture_changes tr:contains('Quantity'):contains('10.00'):contains('50.00')",
    },
    { content: "The badge says so", trigger: ".o_suture_badge[data-state='changed']" },
    { content: "Do not send it", trigger: "button[name='action_ask_withhold']", run: "click" },
    { content: "Why", trigger: ".modal [name='reason'] textarea", run: "edit Agreed by phone." },
    { content: "Confirm", trigger: ".modal button[name='action_withhold']", run: "click" },
    { content: "The reason is shown", trigger: ".o_suture_changes:contains('Agreed by phone.')" },
    { content: "It is still not in sync", trigger: ".o_suture_badge[data-state='changed']" },
    { content: "The versions", trigger: "a[name='suture_versions']", run: "click" },
    {
      content: "The first one, as it was sent",
      trigger: ".o_field_widget[name='suture_version_ids'] .o_data_row td[name='kind']",
      run: "click",
    },
    {
      content: "Says what is different now",
      trigger: ".modal .o_data_row:contains('10.00'):contains('50.00')",
    },
  ],
});
