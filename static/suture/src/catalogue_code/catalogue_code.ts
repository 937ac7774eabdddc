import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";

type Pair = readonly [code: string, label: string];
export type CatalogueCodeProps = StandardFieldProps & {
  choices?: string;
  isRadio?: boolean;
  required?: boolean;
  placeholder?: string;
};

/**
 * Shows the label of a catalogue code, and lets users choose a code from a list. A code that is not in the list, for example
 * because it comes from a newer sidecar, is shown unchanged. `choices` names the record field with the choices. If that field is
 * empty, users can enter any text.
 */
export class CatalogueCode extends Component<CatalogueCodeProps> {
  static override template = "suture.CatalogueCode";
  static override props = {
    ...standardFieldProps,
    choices: { type: String, optional: true },
    isRadio: { type: Boolean, optional: true },
    required: { type: Boolean, optional: true },
    placeholder: { type: String, optional: true },
  };

  get code(): string {
    return (this.props.record.data[this.props.name] as string | false) || "";
  }

  get label(): string {
    const known = [...this.offered, ...(this.props.record.fields[this.props.name]?.selection ?? [])];
    return known.find(([code]) => code === this.code)?.[1] ?? this.code;
  }

  /** Returns the choices, including the current code if it is not among them. */
  get pairs(): readonly Pair[] {
    const { code, label } = this;
    return code === "" || this.offered.some(([each]) => each === code)
      ? this.offered
      : [...this.offered, [code, label]];
  }

  get isFree(): boolean {
    return this.offered.length === 0 && this.props.record.fields[this.props.name]?.type !== "selection";
  }

  get inputId(): string {
    return this.props.id ?? this.props.name;
  }

  private get offered(): readonly Pair[] {
    const { choices, record, name } = this.props;
    const held = choices === undefined ? record.fields[name]?.selection : record.data[choices];
    return (held || []) as readonly Pair[];
  }

  async choose(code: string): Promise<void> {
    await this.props.record.update({ [this.props.name]: code.trim() || false });
  }
}

export const catalogueCode = {
  component: CatalogueCode,
  displayName: _t("Catalogue code"),
  supportedTypes: ["selection", "char"],
  isEmpty: (record: StandardFieldProps["record"], name: string) => !record.data[name],
  extractProps: (
    { options, placeholder }: { options: { choices?: string; radio?: boolean }; placeholder?: string },
    { required }: { required?: boolean },
  ) => ({
    choices: options.choices,
    isRadio: options.radio ?? false,
    required: required ?? false,
    placeholder,
  }),
};

registry.category("fields").add("suture_code", catalogueCode);
