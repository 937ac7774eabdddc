import { terms } from "../../terms/term.ts";

/**
 * Texts about HL7 v2 messages. They contain the names of segments and fields and short codes, but no other values of the message.
 */
export const say = terms("hl7v2", {
  "no-message": "The body contains no message.",
  "not-one-message": "The body does not contain exactly one message.",
  "too-many-messages": "The body has more than {most} messages.",
  "header-unreadable":
    "MSH cannot be read. Either its separators are missing or unusable, or its message control ID (MSH-10) is missing or longer than 199 characters. The sender must correct it.",
  "text-outside": "There is text outside any message.",
  expected: "An HL7 v2 message begins with MSH and its separators, such as MSH|^~\\&|.",
  "not-written": "Suture can read HL7 v2 messages but not write them.",
  "control-id-reused": "The message control ID was used before with different content.",
  "type-not-supported": "Suture does not support messages of type {type} (MSH-9).",
  "type-unknown": "The message type (MSH-9) cannot be read, so the message is not supported.",
  "several-types":
    "MSH-9 contains several types or events. The sender must send a separate message for each.",
  "not-for-production":
    "The connection is for production, but the processing ID (MSH-11) is {code}. Only P is accepted.",
  "processing-id-missing":
    "The connection is for production, but the processing ID (MSH-11) is empty. Only P is accepted.",
  "code-not-supported":
    "{place} is {code}, a code of {list} that Suture does not support. The sender must correct it.",
  "event-missing":
    "The message is of type {type} but contains no event in MSH-9.2, EVN-1 or MSH-9.3. The sender must correct it.",
  "events-in-evn": "EVN-1 contains several events. The sender must correct it.",
  "event-unreadable": "MSH-9.2 does not contain a valid event. The sender must correct it.",
  "events-differ": "MSH-9.2 and EVN-1 contain different events. The sender must correct it.",
  "event-unreadable-in-evn":
    "MSH-9.2 is empty, and EVN-1 does not contain a valid event. The sender must correct it.",
  "structure-differs": "EVN-1 and MSH-9.3 contain different events. The sender must correct it.",
  "structure-ambiguous":
    "MSH-9.2 and EVN-1 are empty, and the structure in MSH-9.3 does not identify a single event. The sender must correct it.",
  "issue-in-segment": "{issue} It was found in segment {segment}.",
  "no-encounter": "The message contains no encounter number ({place}).",
  "several-segments":
    "The message has several {segment} segments, which may concern several encounters. The sender must send a separate message for each.",
  "discharge-before-admission":
    "The discharge (PV1-45) is before the admission (PV1-44). The sender must correct it.",
  "class-not-known":
    "The patient class (PV1-2) is {code}, which is not a known code of {list}. Enter its meaning in the format option “Patient Classes”, then retry.",
  "several-cost-centres": "The message contains several cost centres ({place}).",
  "department-not-a-code": "The department ({place}) is not a valid code.",
  "cost-centre-not-a-code": "The cost centre ({place}) is not a valid code.",
  "stamp-too-coarse": "The time stamp contains only a month or a year, but the day is required ({place}).",
  "stamp-without-day": "The time stamp is not a valid date ({place}).",
  "no-dispense": "The message has no RXD segment.",
  "dispense-before-order": "An RXD segment precedes the first ORC and belongs to no order.",
  "order-without-dispense": "An order (ORC) has no RXD segment.",
  "order-control-not-known":
    "The order control (ORC-1) is {code}, which is not a known code of {list}. Specify in the format option “Order Controls” whether goods are issued or returned, then retry.",
  "order-control-deleted":
    "ORC-1 (order control) is marked as deleted, so the message does not state whether goods were issued or returned. The sender must correct it.",
  "several-visits":
    "The message has several PV1 segments, so it is not clear which encounter the goods were for. The sender must send a separate message for each.",
  "no-movement-number": "The message contains no movement number ({places}).",
  "movement-number-too-long":
    "The movement number ({places}) has {length} characters, but at most {most} are allowed. The sender must use a shorter one, or another field must be selected in the format option “Movement Number”.",
  "movement-number-not-a-code":
    "The movement number ({places}) may contain only letters and digits, with . _ : / # + - between them.",
  "line-item-missing": "Line {line} ({segment}) contains no item.",
  "line-quantity-missing": "Line {line} ({segment}) has no quantity above zero.",
  "line-units-differ": "Line {line} ({segment}) contains several units with different meanings.",
  "line-unit-missing": "Line {line} ({segment}) has no unit.",
  "line-unit-unclear": "Line {line} ({segment}) has a unit whose meaning is ambiguous.",
  "line-day-too-coarse":
    "Line {line} ({segment}) contains only the month or the year of use, but the day is required.",
  "line-day-missing": "Line {line} ({segment}) contains no day of use.",
  "line-several-departments": "Line {line} ({segment}) contains several departments ({place}).",
  "line-several-cost-centres": "Line {line} ({segment}) contains several cost centres ({place}).",
  "line-department-not-a-code": "The department on line {line} ({segment}) is not a valid code.",
  "line-cost-centre-not-a-code": "The cost centre on line {line} ({segment}) is not a valid code.",
  "line-several-lots": "Line {line} ({segment}) contains several lots.",
  "line-lot-not-a-code": "The lot on line {line} ({segment}) is not a valid code.",
  "line-expiry-not-a-date": "The expiry date on line {line} ({segment}) is not a valid date.",
  "line-several-expiries": "Line {line} ({segment}) contains several expiry dates for its lot.",
});
