/**
 * What a person can decide about a finding, by code. `accept` applies the value as the partner sent it; the others are choices that a
 * finding offers. The labels in Odoo are generated from this file.
 */
export const decisions = {
  accept: { label: "Accept", help: "Apply the partner's value." },
  "keep-ours": {
    label: "Keep our value",
    help: "Change nothing in Odoo, and apply the rest of the document.",
  },
  substitute: {
    label: "Replace by the substitute",
    help: "Set the line to zero, add a line with the substitute, and map the partner's item number to it.",
  },
  drop: { label: "Remove from the order", help: "Reduce the line by what the vendor does not deliver." },
  reorder: {
    label: "Order from the next vendor",
    help: "Reduce the line, and create a request for quotation for the next vendor of the product.",
  },
  split: {
    label: "Split the line",
    help: "Keep the confirmed quantity on the line, and add a line with the backordered quantity and its date.",
  },
  "keep-open": {
    label: "Keep the rest open",
    help: "Register the payment. The rest of the invoice stays due.",
  },
  "write-off": {
    label: "Write off the rest",
    help: "Register the payment, and post the rest to the write-off account.",
  },
  deduct: {
    label: "Accept the deduction",
    help: "Register the payment, and post the rest to the account for deductions.",
  },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly help: string }>>;

export type DecisionCode = keyof typeof decisions;

/** A decision other than to accept the partner's value. */
export type ChoiceCode = Exclude<DecisionCode, "accept">;

/** Returns whether a text is the code of a decision. */
export const isDecision = (code: string): code is DecisionCode => Object.hasOwn(decisions, code);
