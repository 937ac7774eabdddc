import { terms } from "../../terms/term.ts";

/** Texts about the syntax of EDIFACT. They contain the names of segments and elements, but no values of the message. */
export const say = terms("edifact-syntax", {
  // Elements. `element` is a name such as "QTY01", or a component.
  component: "Component {component} of {element}",
  "element-missing": "{element} is mandatory but missing (segment {segment} of the message).",
  "too-many-elements": "The directory does not define {element} (segment {segment} of the message).",
  "too-many-repetitions": "{element} is repeated too often (segment {segment} of the message).",
  "too-many-components": "{element} has too many components (segment {segment} of the message).",
  "element-invalid-character": "{element} contains an invalid character (segment {segment} of the message).",
  "element-too-short": "{element} is shorter than the directory allows (segment {segment} of the message).",
  "element-too-long": "{element} is longer than the directory allows (segment {segment} of the message).",
  "element-not-numeric": "{element} is not a number (segment {segment} of the message).",
  // Segments. `id` is the segment tag, `loop` the segment group.
  "segment-missing": "{id} is mandatory but missing (segment {segment} of the message, {loop}).",
  "loop-over-max":
    "The segment group of {id} repeats more often than the directory allows (segment {segment} of the message, {loop}).",
  "segment-over-max":
    "{id} occurs more often than the directory allows (segment {segment} of the message, {loop}).",
  "segment-not-in-set": "{id} does not belong to this message (segment {segment} of the message, {loop}).",
  "segment-out-of-sequence": "{id} is out of sequence (segment {segment} of the message, {loop}).",
  "segment-unexpected": "{id} is not allowed here (segment {segment} of the message, {loop}).",
  "segment-unrecognised":
    "A segment has a tag that is not supported (segment {segment} of the message, {loop}).",
  "segment-too-long": "Segment {segment} of the message is too long. A segment terminator may be missing.",
  // Messages.
  "message-unsupported": "This message type or release is not supported.",
  "message-too-large": "The message has more than {most} segments. The sender must split it.",
  "too-many-issues": "There are more errors than are listed.",
  "message-number-mismatch": "UNT02 differs from UNH01. The message may have been assembled incorrectly.",
  "message-count-mismatch":
    "UNT01 does not match the number of segments received ({count}). Some may be missing.",
  "message-trailer-missing": "The message ends without UNT. The sender must send it again.",
  "message-number-repeated": "The message reference number occurs more than once in the interchange.",
  // Groups and interchanges.
  "group-number-mismatch": "UNE02 differs from UNG05. The sender must correct the group and send it again.",
  "group-count-mismatch":
    "UNE01 does not match the number of messages received ({count}). The sender must correct the group and send it again.",
  "group-trailer-missing": "The group ends without UNE. The sender must correct it and send it again.",
  "una-invalid": "UNA does not contain usable service characters. The sender must correct it.",
  "header-missing": "The interchange has no readable UNB. The sender must correct it and send it again.",
  "header-incomplete": "UNB lacks {element}. The sender must correct it and send it again.",
  "syntax-unsupported": "UNB01 contains a character set that is not supported.",
  "syntax-version-unsupported": "UNB01 contains a syntax version that is not supported.",
  "segment-outside-message":
    "A segment is outside any message. The sender must correct the interchange and send it again.",
  "groups-and-messages-mixed":
    "The interchange contains messages both inside and outside groups. The sender must correct it.",
  "interchange-empty": "The interchange contains no message.",
  "interchange-number-mismatch": "UNZ02 differs from UNB05. The sender must correct the interchange.",
  "interchange-count-mismatch":
    "UNZ01 does not match the number of groups or messages received ({count}). Some may be missing.",
  "interchange-trailer-missing":
    "The interchange ends without UNZ. The sender must correct it and send it again.",
  "segment-unterminated":
    "The last segment has no terminator, so the input is incomplete. The sender must send the interchange again.",
  "too-many-messages": "The interchange has more than {most} messages and groups. The sender must split it.",
  // Writing.
  "not-writable": "The interchange cannot be written ({place}). {problem}",
  "date-not-iso": "The date is not an ISO 8601 date and time.",
  "value-length": "The value is empty or longer than {most} characters.",
  "delimiters-unusable": "The service characters must be different punctuation characters.",
  "control-character": "The value contains a control character.",
  "beyond-charset": "The value contains a character outside the character set {syntax}.",
});
