/** The entry point of the bundle: the imports register a section and a figure of the overview, and the sample of an order. */
import "./order_section.ts";
import "./order_changes/order_changes.ts";
import "./sample_order.ts";
import "./unbilled_figure.ts";
