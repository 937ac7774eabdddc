/** The entry point of the bundle: each import registers its part. */
import "./order_section.ts";
import "./sample_order.ts";
import "./unbilled_figure.ts";
