/** The entry point of the bundle: each import registers its part. */
import "./bills_figure.ts";
