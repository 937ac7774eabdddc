import { Component } from "@odoo/owl";
import { deserializeDateTime, formatDateTime } from "@web/core/l10n/dates";
import { registry } from "@web/core/registry";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";

export type CorrectedValue = { label: string; line: string; from: string; to: string };

/**
 * A correction of values. `at` is in UTC, such as "2026-11-20 09:30:00". If the sidecar refused the correction, `refused` is the
 * reason, or true if no reason is known.
 */
export type Correction = {
  at: string;
  by: string;
  reason: string;
  refused: string | boolean;
  changes: CorrectedValue[];
};

/** Lists the corrections of a document with user, time and reason, latest first. */
export class IntegrationCorrections extends Component<StandardFieldProps> {
  static override template = "suture.IntegrationCorrections";
  static override props = { ...standardFieldProps };

  get corrections(): Correction[] {
    const value = this.props.record.data[this.props.name];
    return Array.isArray(value) ? [...(value as Correction[])].reverse() : [];
  }

  when({ at }: Correction): string {
    return formatDateTime(deserializeDateTime(at));
  }

  /** Returns the name of the corrected value, such as "Line 1, Price". */
  place({ line, label }: CorrectedValue): string {
    return line ? _t("Line %s, %s", line, label) : label;
  }

  refusal({ refused }: Correction): string {
    return typeof refused === "string" ? refused : "";
  }
}

export const integrationCorrections = {
  component: IntegrationCorrections,
  displayName: _t("Integration corrections"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("integration_corrections", integrationCorrections);
