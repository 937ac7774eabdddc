import { terms } from "../../../sidecar/terms/term.ts";

/** What is said about lines of JSON. */
export const say = terms("lines-json", {
  "not-an-object": "The line is not a JSON object.",
  "not-written": "Lines of JSON are only read.",
});
