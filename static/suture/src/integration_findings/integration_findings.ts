import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";

/** A finding or a change on a line of a document. `ours` and `theirs` are readable texts. */
export type Finding = {
  code: string;
  line?: string | null;
  item?: string | null;
  field: string;
  /** The position in the file and the fault, in words. */
  position?: string | null;
  ours?: string | null;
  /** `ours` and `theirs` in the reader's formats. */
  ours_text?: string | null;
  theirs_text?: string | null;
  theirs?: string | null;
  text: string;
};

type Column = { name: keyof Finding; title: string; isNumber: boolean };

const fieldTitles: Record<string, () => string> = {
  date: () => _t("Date"),
  item: () => _t("Item"),
  price: () => _t("Price"),
  quantity: () => _t("Quantity"),
  tax: () => _t("Tax"),
  total: () => _t("Total"),
  unit: () => _t("Unit"),
};

/** Shows findings as a table without empty columns. */
export class IntegrationFindings extends Component<StandardFieldProps> {
  static override template = "suture.IntegrationFindings";
  static override props = { ...standardFieldProps };

  get findings(): Finding[] {
    const value = this.props.record.data[this.props.name];
    return Array.isArray(value) ? (value as Finding[]) : [];
  }

  get columns(): Column[] {
    const columns: Column[] = [
      { name: "line", title: _t("Line"), isNumber: false },
      { name: "item", title: _t("Item"), isNumber: false },
      { name: "field", title: _t("Field"), isNumber: false },
      { name: "ours", title: _t("Our value"), isNumber: true },
      { name: "theirs", title: _t("Partner's value"), isNumber: true },
      { name: "text", title: _t("Explanation"), isNumber: false },
    ];
    return columns.filter(({ name }) => this.findings.some((finding) => finding[name]));
  }

  /** Returns the text of a cell. A field without a label is shown by its name. */
  cell(finding: Finding, { name }: Column): string {
    if (name === "ours" || name === "theirs") return finding[`${name}_text`] ?? finding[name] ?? "";
    const value = finding[name] ?? "";
    if (name === "field" && finding.position) return finding.position;
    return name === "field" ? (fieldTitles[value]?.() ?? value.replaceAll("_", " ")) : value;
  }
}

export const integrationFindings = {
  component: IntegrationFindings,
  displayName: _t("Integration findings"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("integration_findings", integrationFindings);
