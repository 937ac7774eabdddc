import { type AcknowledgementCode, acknowledgementFor } from "../../codecs/hl7v2/acknowledge.ts";
import type { HL7Message } from "../../codecs/hl7v2/types.ts";
import { type ReasonCode, reasons } from "../../documents/reason-codes.ts";
import type { EncodeContext, Encoded, Reply } from "../format.ts";
import type { Problem } from "../mapping.ts";

/**
 * The content from which an application acknowledgement is written: the acknowledged message, and the problem for which it is not
 * accepted. `problem` is null if the message was accepted.
 */
export type Hl7Reply = { readonly message: HL7Message; readonly problem: Problem | null };

const CONTENT_TYPE = "application/hl7-v2";
const DIGITS = 8;
/**
 * The error codes (HL7 table 0357) for problems in MSH, which are acknowledged with AR. All other problems are acknowledged with
 * AE and the error code 102.
 */
const REJECTED: Partial<Record<ReasonCode, string>> = {
  UNSUPPORTED_DOCUMENT: "200",
  WRONG_ENVIRONMENT: "202",
  DUPLICATE_CONTENT_DIFFERS: "205",
};
const CONTENT_FAULT = "102";

/**
 * Writes the application acknowledgement of a message with the next control ID of the connection (v2.8.2 §2.9.3): AA if the
 * message was accepted, otherwise AE or AR.
 */
export async function writeAcknowledgement(reply: Reply, context: EncodeContext): Promise<Encoded> {
  const { message, problem } = reply.content as Hl7Reply;
  const number = await context.next("hl7v2-message");
  const control = String(number).padStart(DIGITS, "0");
  const bytes = acknowledgementFor(message, { ...outcomeOf(problem), control, at: context.now });
  return {
    code: reply.code,
    bytes,
    contentType: CONTENT_TYPE,
    fileName: `${reply.code}-${control}.hl7`,
    control: { messageControl: control },
    controlReference: control,
  };
}

function outcomeOf(problem: Problem | null) {
  if (problem === null) return { code: "AA" } as const;
  const rejected = REJECTED[problem.code];
  const code: AcknowledgementCode = rejected === undefined ? "AE" : "AR";
  return {
    code,
    text: reasons[problem.code].sentence,
    error: { code: rejected ?? CONTENT_FAULT },
  };
}
