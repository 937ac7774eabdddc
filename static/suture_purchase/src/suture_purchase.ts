/** The entry point of the bundle: the imports register a section and a figure of the overview, the sample of an order, and the
 * comparison of an invoice with its order. */
import "./bill_match/bill_match.ts";
import "./order_section.ts";
import "./order_changes/order_changes.ts";
import "./sample_order.ts";
import "./unbilled_figure.ts";
