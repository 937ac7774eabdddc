import { terms } from "../../terms/term.ts";

/** Texts about billing events. They contain the names of members, but never their values. */
export const say = terms("billing-event", {
  expected: "An event of the billing system is a JSON object with id, type and data.",
  "not-written": "Suture can read the billing system's events but not write them.",
  "type-not-supported": "Suture does not support events of this type.",
  "value-invalid": "A value of the event is not valid: {path} ({rule}).",
  "content-invalid": "The content of the event is not valid ({rule}).",
});
