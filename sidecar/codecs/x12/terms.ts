import { terms } from "../../terms/term.ts";

/** Texts about the syntax of X12. They contain the names of segments and elements, but no values of the message. */
export const say = terms("x12-syntax", {
  // Elements. `element` is a name such as "PO104", or a component.
  component: "Component {component} of {element}",
  "element-missing": "{element} is mandatory but missing (segment {segment} of the transaction set).",
  "element-condition-missing":
    "{element} is missing, but another element requires it (segment {segment} of the transaction set).",
  "element-excluded":
    "{element} must not be used together with another element that is present (segment {segment} of the transaction set).",
  "too-many-elements":
    "The standard does not define {element}: its segment has fewer elements (segment {segment} of the transaction set).",
  "too-many-repetitions": "{element} must not be repeated (segment {segment} of the transaction set).",
  "too-many-components": "{element} has too many components (segment {segment} of the transaction set).",
  "element-invalid-character":
    "{element} contains a control character (segment {segment} of the transaction set).",
  "element-too-short":
    "{element} is shorter than the standard allows (segment {segment} of the transaction set).",
  "element-too-long":
    "{element} is longer than the standard allows (segment {segment} of the transaction set).",
  "element-not-numeric": "{element} is not a number (segment {segment} of the transaction set).",
  "code-not-in-list": "{element} is not a code in its code list (segment {segment} of the transaction set).",
  "date-invalid": "{element} is not a date (segment {segment} of the transaction set).",
  "time-invalid": "{element} is not a time (segment {segment} of the transaction set).",
  "element-missing-in-guide":
    "{element} is missing, although the implementation guide {guide} requires it here (segment {segment} of the transaction set).",
  // Levels of a hierarchy (HL).
  "hierarchy-id-repeated":
    "HL01 repeats the ID of another level, so what belongs to it is unclear (segment {segment} of the transaction set).",
  "hierarchy-parent-unknown":
    "HL02 refers to a level that the transaction set does not contain (segment {segment} of the transaction set).",
  "hierarchy-parent-circular":
    "HL02 refers to a level that is below this one (segment {segment} of the transaction set).",
  // Segments. `id` is the segment ID.
  "segment-missing": "{id} is mandatory but missing (segment {segment} of the transaction set, loop {loop}).",
  "loop-over-max":
    "The {id} loop repeats more often than the standard allows (segment {segment} of the transaction set, loop {loop}).",
  "segment-over-max":
    "{id} occurs more often than the standard allows (segment {segment} of the transaction set, loop {loop}).",
  "segment-not-in-set":
    "{id} does not belong to this transaction set (segment {segment} of the transaction set, loop {loop}).",
  "segment-out-of-sequence":
    "{id} is out of sequence (segment {segment} of the transaction set, loop {loop}).",
  "segment-unexpected": "{id} is not allowed here (segment {segment} of the transaction set, loop {loop}).",
  "segment-unrecognised":
    "A segment has an ID that is not in the standard (segment {segment} of the transaction set, loop {loop}).",
  "segment-missing-in-guide": "{id} is missing, although the implementation guide {guide} requires it.",
  "segment-too-long":
    "Segment {segment} of the transaction set is too long. A segment terminator may be missing.",
  // Transaction sets.
  "transaction-unsupported":
    "This transaction set or its version is not supported. Agree on a supported one.",
  "set-too-large": "The transaction set has more than {most} segments. The sender must split it.",
  "set-too-long": "The transaction set has more than {most} bytes. The sender must split it.",
  "too-many-issues": "The transaction set has more errors than are listed. Correct these first.",
  "set-number-repeated":
    "ST02 (control number) was used before in this group. Each transaction set needs its own.",
  "set-number-mismatch": "SE02 differs from ST02. The transaction set may have been assembled incorrectly.",
  "set-count-mismatch": "SE01 does not match the number of segments received ({count}). Some may be missing.",
  "set-trailer-missing": "The transaction set ends without SE. The sender must send it again.",
  // Groups.
  "group-version":
    "GS08 contains a version that is not supported. The sender must correct the group and send it again.",
  "group-number":
    "GS06 (control number) does not have one to nine digits. The sender must correct the group and send it again.",
  "group-trailer-missing":
    "The functional group ends without GE. The sender must correct the group and send it again.",
  "group-number-mismatch": "GE02 differs from GS06. The sender must correct the group and send it again.",
  "group-count-mismatch":
    "GE01 does not match the number of transaction sets received ({count}). The sender must correct the group and send it again.",
  // Interchanges.
  "isa-unreadable": "ISA is incomplete or damaged. The sender must send the interchange again.",
  "isa-layout": "The elements of ISA do not have the required lengths. The sender must correct them.",
  "isa-sender-qualifier": "ISA05 (sender qualifier) is not two characters long. The sender must correct it.",
  "isa-sender": "ISA06 (sender) is empty. The sender must correct it.",
  "isa-receiver-qualifier":
    "ISA07 (receiver qualifier) is not two characters long. The sender must correct it.",
  "isa-receiver": "ISA08 (receiver) is empty. The sender must correct it.",
  "isa-date": "ISA09 is not a date. The sender must correct it.",
  "isa-time": "ISA10 is not a time. The sender must correct it.",
  "isa-version": "ISA12 is not a version number. The sender must correct it.",
  "isa-control-number": "ISA13 (control number) does not have nine digits. The sender must correct it.",
  "isa-acknowledgment-requested": "ISA14 is neither 0 nor 1. The sender must correct it.",
  "isa-usage-indicator": "ISA15 is not P, T or I. The sender must correct it.",
  "too-many-ta1":
    "There are more than {most} TA1 segments. The sender must correct the interchange and send it again.",
  "ta1-malformed": "A TA1 segment is incomplete. The sender must correct the interchange and send it again.",
  "segment-outside-group":
    "A segment is outside any functional group. The sender must correct the interchange and send it again.",
  "segment-outside-transaction":
    "A segment is outside any transaction set. The sender must correct the interchange and send it again.",
  "interchange-number-mismatch":
    "IEA02 differs from ISA13. The sender must correct the interchange and send it again.",
  "interchange-count-mismatch":
    "IEA01 does not match the number of groups received ({count}). The sender must correct the interchange and send it again.",
  "segment-unterminated":
    "The last segment has no terminator, so the input is incomplete. The sender must send the interchange again.",
  "interchange-trailer-missing":
    "The interchange ends without IEA. The sender must correct it and send it again.",
  "too-many-transaction-sets":
    "The interchange has more than {most} groups and transaction sets. The sender must split it.",
  // Remarks.
  "empty-segments": "Ignored empty segments: {count}.",
  "indented-segments": "Ignored spaces before segments: {count}.",
  "delivery-requests": "Ignored segments for the network (ISB, ISE, TA3): {count}.",
  // Writing.
  "not-writable": "The interchange cannot be written ({place}). {problem}",
  "date-not-iso": "The date is not an ISO 8601 date and time.",
  "delimiters-unusable": "The delimiters must be different punctuation characters.",
  "control-number-out-of-range": "The control number is not between 0 and 999999999.",
  "value-length": "The value is empty or longer than {most} characters.",
  "functional-id-length": "The functional identifier code must be two characters long.",
  "group-sender-length": "The sender must be 2 to 15 characters long.",
  "group-receiver-length": "The receiver must be 2 to 15 characters long.",
  "group-control-digits": "The control number must have one to nine digits.",
  "version-unsupported": "The version is not supported.",
  "control-character": "The value contains a control character.",
  "beyond-latin-1": "The value contains a character outside Latin-1.",
  "delimiter-in-value": "The value contains a character that this partner uses as a separator.",
});
