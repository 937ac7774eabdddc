import type { CanonicalDocument } from "../../../../sidecar/documents/document.ts";
import type { Problem } from "../../../../sidecar/formats/mapping.ts";
import { inboundX12 } from "../../../../sidecar/formats/x12/registry.ts";
import { inEnglish } from "../../../support/told.ts";
import { transactionOf } from "./transaction-of.ts";

function map(code: string, body: string, version: string, isSound: boolean) {
  const transaction = transactionOf(code, body, version);
  if (isSound && transaction.issues.length > 0)
    throw new Error(JSON.stringify(transaction.issues.map(({ message }) => inEnglish(message))));
  const mapped = inboundX12[code]?.map(transaction, { currency: "USD" });
  if (mapped === undefined) throw new Error(`Nothing reads ${code}.`);
  return mapped;
}

/** Returns the document of a transaction set without issues, from its segments between ST and SE, one per line. */
export function documentOf<Type extends CanonicalDocument["type"]>(
  code: string,
  body: string,
  version = "004010",
): Extract<CanonicalDocument, { type: Type }> {
  const mapped = map(code, body, version, true);
  if ("problem" in mapped) throw new Error(JSON.stringify(inEnglish(mapped.problem)));
  return mapped.documents[0] as Extract<CanonicalDocument, { type: Type }>;
}

/** Returns the problem of a transaction set, with its texts in English. */
export function problemOf(code: string, body: string, version = "004010"): Problem {
  const mapped = map(code, body, version, false);
  if ("documents" in mapped) throw new Error("The message became a document.");
  return inEnglish(mapped.problem) as Problem;
}

/** Returns the reason code of a problem, followed by the texts of its findings. */
export function reasons(code: string, body: string, version?: string): string[] {
  const problem = problemOf(code, body, version);
  return [problem.code, ...problem.findings.map(({ text }) => String(text))];
}
