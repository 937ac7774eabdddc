import { Component } from "@odoo/owl";
import { IntegrationPreview } from "../integration_preview/integration_preview.ts";
import { _t } from "../l10n/translation.ts";
import type { Answer, EnvelopeRow, Outcome, TriedDocument, TriedMessage } from "./rehearsal_types.ts";

const things: Record<string, () => string> = {
  sender: () => _t("Sender"),
  receiver: () => _t("Receiver"),
  environment: () => _t("Test or production"),
  version: () => _t("Version"),
};
const outcomes: Record<string, () => string> = {
  "would-apply": () => _t("Would be applied"),
  "would-send": () => _t("Would be sent"),
  "would-wait": () => _t("Would wait"),
  exception: () => _t("Would become an exception"),
};
const looks: Record<string, string> = {
  "would-apply": "text-bg-success",
  "would-send": "text-bg-success",
  "would-wait": "text-bg-info",
  exception: "text-bg-warning",
};

/** Shows the result of a test: the envelope, the documents, and what would change. */
export class RehearsalAnswer extends Component<{ answer: Answer }> {
  static override template = "suture.RehearsalAnswer";
  static override props = { answer: Object };

  get messages(): TriedMessage[] {
    return this.props.answer.messages ?? [];
  }

  get format(): string {
    return { x12: "X12", hl7v2: "HL7 v2", cloudevents: "CloudEvents" }[this.props.answer.format ?? ""] ?? "";
  }

  /** Breaks X12, which is one long line, into one segment per line. */
  get sampleText(): string {
    const text = this.props.answer.sample?.text ?? "";
    return this.props.answer.format === "x12" ? text.replaceAll("~", "~\n").trimEnd() : text;
  }

  thing(row: EnvelopeRow): string {
    return things[row.what]?.() ?? row.what;
  }

  found(row: EnvelopeRow): string {
    return row.found ?? _t("no identifier");
  }

  expected(row: EnvelopeRow): string {
    return row.expected.join(", ") || _t("nothing agreed yet");
  }

  title(document: TriedDocument): string {
    return [document.code, document.type, document.number].filter(Boolean).join(" · ");
  }

  outcome({ outcome }: Outcome): string {
    return outcomes[outcome]?.() ?? outcome;
  }

  look({ outcome }: Outcome): string {
    return looks[outcome] ?? "text-bg-secondary";
  }

  cell = IntegrationPreview.prototype.cell;
  nameOf = IntegrationPreview.prototype.nameOf;
}
