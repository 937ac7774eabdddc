import { Component } from "@odoo/owl";
import { IntegrationPreview } from "../integration_preview/integration_preview.ts";
import { _t } from "../l10n/translation.ts";
import type { Answer, EnvelopeRow, Outcome, TriedDocument, TriedMessage } from "./rehearsal_types.ts";

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
    return this.props.answer.format_label ?? "";
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
