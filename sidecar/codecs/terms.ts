import { terms } from "../terms/term.ts";

/** Texts about faults in JSON events. They contain the names of members, but never their values. */
export const say = terms("event-syntax", {
  "not-json": "The event is not valid JSON in UTF-8.",
  "utf-16": "The event is encoded as UTF-16. Send it in UTF-8.",
  "too-deep": "The event contains objects or lists that are nested more than {most} levels deep.",
  "too-many-values": "The event contains more than {most} values.",
  "too-many-members": "The event contains an object or a list with more than {most} members.",
  "too-many-events": "The batch contains more than {most} events.",
  "attributes-invalid":
    "The event has attributes that are missing or do not conform to CloudEvents 1.0: {names}.",
  "members-invalid": "The event has members that are missing or malformed: {names}.",
});
