import { terms } from "../../terms/term.ts";

/** Texts about the syntax of HL7 v2. They contain the names of segments and fields, but no values of the message. */
export const say = terms("hl7-syntax", {
  "separators-unusable": "MSH-1 and MSH-2 (separators) are missing or invalid. The sender must correct them.",
  "message-too-long": "The message has more than {most} bytes.",
  "charset-unknown": "MSH-18 contains a character set that Suture does not support.",
  "charset-mismatch": "The message is not encoded in the character set stated in MSH-18.",
  "zero-character": "The message contains NUL characters. It was damaged in transit.",
  "too-many-pieces":
    "The message has more than {most} fields, components and segments. The sender must split it.",
  "line-feed-ambiguous":
    "A line feed precedes what looks like a segment. Segments must end with CR, and line breaks in texts must be escaped.",
  "too-many-segments": "The message has more than {most} segments.",
  "segment-too-long": "The segment has more than {most} characters.",
  "segment-unrecognised": "The message contains a line that is not an HL7 segment.",
  "segment-overfull": "The segment has more parts than allowed.",
  "message-type-missing": "MSH-9 (message type) is empty.",
  "control-id-missing": "MSH-10 (message control ID) is empty.",
  "control-id-too-long":
    "MSH-10 (message control ID) has more than {most} characters. The sender must use a shorter one.",
  "text-outside-message": "There is text outside any message.",
  "too-many-messages": "The input contains more messages than allowed at once. The sender must split it.",
  "batch-header-missing": "The batch trailer (BTS) has no batch header (BHS).",
  "file-header-missing": "The file trailer (FTS) has no file header (FHS).",
  "batch-trailer-missing": "The batch ends without BTS. Part of it may be missing.",
  "file-trailer-missing": "The file ends without FTS. Part of it may be missing.",
  "batch-count-mismatch":
    "BTS-1 does not match the number of messages received ({count}). Some may be missing.",
  "file-count-mismatch":
    "FTS-1 does not match the number of batches received ({count}). Some may be missing.",
});
