import { terms } from "../../terms/term.ts";

/** Texts about CloudEvents. They contain no values of the event. */
export const say = terms("cloudevents", {
  "type-not-supported": "The event's type is not health.suture.<document>.v1.",
  "name-too-long": "The event's {name} has more than {most} characters.",
  "types-differ": "The event's type and the type of its document differ.",
  expected: "A CloudEvent is a JSON object with specversion, id, source and type.",
  "document-not-written": "Suture can write only encounters as CloudEvents.",
  "version-missing":
    "The encounter has no version, so a second event about it would be indistinguishable from the first.",
});
