import { say as hl7Syntax } from "../codecs/hl7v2/terms.ts";
import { say as eventSyntax } from "../codecs/terms.ts";
import { say as x12Syntax } from "../codecs/x12/terms.ts";
import { say as billingEvent } from "../formats/billing/terms.ts";
import { say as cloudEvents } from "../formats/cloudevents/terms.ts";
import { say as hl7v2 } from "../formats/hl7v2/terms.ts";
import { say as format } from "../formats/terms.ts";
import { say as x12 } from "../formats/x12/terms.ts";
import { englishOf } from "../terms/english.ts";
import type { Said, TermTable } from "../terms/term.ts";

/** The texts of every subject. A table of terms that is not listed here fails a test. */
export const termTables: readonly TermTable[] = [
  billingEvent.table,
  cloudEvents.table,
  eventSyntax.table,
  format.table,
  hl7Syntax.table,
  hl7v2.table,
  x12.table,
  x12Syntax.table,
];

/** Renders a term in English, for logs and for the operators' API. */
export const english = englishOf(termTables);

/** Renders what is a text still, or a term. Goes with `Said`. */
export const plain = (said: Said): string => (typeof said === "string" ? said : english(said));
