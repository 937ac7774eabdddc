/** The entry point of the bundle: the import registers a figure of the overview. */
import "./bills_figure.ts";
