import { terms } from "../terms/term.ts";

/** Texts about events in JSON. They contain the names of members, but never their values. */
export const say = terms("event-syntax", {
  "not-json": "The event is not JSON in UTF-8.",
  "too-deep": "The event has objects or lists more than {most} levels deep.",
  "too-many-values": "The event has more than {most} values.",
  "too-many-members": "The event has an object or a list of more than {most} members.",
  "too-many-events": "The batch has more than {most} events.",
  "attributes-invalid":
    "The event has attributes that are missing or do not conform to CloudEvents 1.0: {names}.",
  "members-invalid": "The event has members that are missing or malformed: {names}.",
});
