import { terms } from "../../terms/term.ts";

/** Where an invalid value is in a document, and which rule it breaks. */
export const say = terms("place", {
  field: "{field}",
  "field-of-line": "line {line}, {field}",

  "wrong-type": "missing or of the wrong type",
  "wrong-format": "wrong format",
  "too-small": "too small or too short",
  "too-big": "too large or too long",
  "not-a-choice": "not an allowed value",
  "unknown-fields": "unknown fields",
  repeated: "used more than once",
  "unknown-package": "unknown package",
  circle: "contains itself",
  "no-document": "names no document",
  "not-allowed": "not allowed",
});
