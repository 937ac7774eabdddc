import { Component, onWillUpdateProps, useState } from "@odoo/owl";
import { RecordAutocomplete } from "@web/core/record_selectors/record_autocomplete";
import { _t } from "../l10n/translation.ts";
import { MapInput } from "./map_input.ts";
import { problemOf } from "./setting_checks.ts";
import { inputText, parsed, shownText } from "./setting_texts.ts";
import type { Setting } from "./setting_types.ts";

export type SettingFieldProps = {
  id: string;
  setting: Setting;
  /** The value of the setting, or undefined if the default applies. */
  value: unknown;
  /** The name of the record to which the value refers. */
  recordName: string;
  currency: string;
  readonly: boolean;
  /** Called with a new, valid value, or with null to restore the default. */
  onChange: (value: unknown, recordName?: string) => void;
  /** Called after each input with whether it is valid. */
  onValidity: (isValid: boolean) => void;
};

/** Shows one setting: its label, an input for its type, its help, and a button that resets it to its default. */
export class SettingField extends Component<SettingFieldProps> {
  static override template = "suture.SettingField";
  static components = { MapInput, RecordAutocomplete };
  static override props = {
    id: String,
    setting: Object,
    value: { optional: true },
    recordName: String,
    currency: String,
    readonly: Boolean,
    onChange: Function,
    onValidity: Function,
  };

  /**
   * `typed` is the text of the input. It is shown until the form has the value (`isPending`), because the form is rendered meanwhile
   * when the server has seen another change; the text of an invalid input stays until the user corrects or empties it.
   */
  state!: { problem: string; typed: string; isPending: boolean };

  override setup(): void {
    this.state = useState({ problem: "", typed: "", isPending: false });
    onWillUpdateProps((next) => {
      if (JSON.stringify(next.value) === JSON.stringify(this.props.value)) return;
      this.state.problem = "";
      this.state.isPending = false;
    });
  }

  get current(): unknown {
    return this.props.value ?? this.props.setting.default;
  }

  get isSet(): boolean {
    return this.props.value !== undefined;
  }

  get isText(): boolean {
    return ["text", "list", "integer", "decimal"].includes(this.props.setting.type);
  }

  get unit(): string {
    return this.props.setting.is_money ? this.props.currency : this.props.setting.unit;
  }

  get text(): string {
    const { problem, typed, isPending } = this.state;
    return problem === "" && !isPending ? inputText(this.props.setting, this.props.value) : typed;
  }

  get shown(): string {
    if (this.props.setting.type === "record" && this.isSet) return this.props.recordName;
    return shownText(this.props.setting, this.current);
  }

  get shownUnit(): string {
    return this.current === null || this.current === undefined ? "" : this.unit;
  }

  /** Returns the placeholder of an empty input: the default, or an example if there is no default. */
  get placeholder(): string {
    const { setting } = this.props;
    const usual = inputText(setting, setting.default);
    if (usual !== "") return usual;
    return setting.example === null ? "" : _t("e.g. %s", setting.example);
  }

  get defaultTitle(): string {
    return _t("Reset to default: %s", shownText(this.props.setting, this.props.setting.default));
  }

  /** Returns the label of a selection's empty option: the label of the default, or "None" if there is no default. */
  get emptyChoice(): string {
    const { setting } = this.props;
    const usual = setting.choices.find(({ value }) => value === setting.default);
    return usual ? _t("%s (default)", usual.label) : _t("None");
  }

  /**
   * Returns the choices except the default, because the empty option stands for the default. If the current value is not among
   * the choices, it is added.
   */
  get otherChoices() {
    const { setting, value: held } = this.props;
    const others = setting.choices.filter(({ value }) => value !== setting.default);
    if (typeof held !== "string" || setting.choices.some(({ value }) => value === held)) return others;
    return [...others, { value: held, label: held }];
  }

  get recordIds(): number[] {
    return typeof this.props.value === "number" ? [this.props.value] : [];
  }

  onTyping(text: string): void {
    this.state.typed = text;
    this.state.isPending = true;
    this.props.onValidity(true);
  }

  onTyped(text: string): void {
    const { setting } = this.props;
    this.state.typed = text;
    const value = parsed(setting, text);
    const isEmptyList = setting.type === "list" && text.trim() === "" && !hasEntries(setting.default);
    this.take(isEmptyList ? null : value);
  }

  onChecked(isChecked: boolean): void {
    this.take(isChecked);
  }

  onChosen(value: string): void {
    this.take(value === "" ? null : value);
  }

  onPairs(pairs: Readonly<Record<string, string>>): void {
    this.take(Object.keys(pairs).length === 0 ? null : pairs);
  }

  onRecord([id]: readonly number[]): void {
    this.take(id ?? null);
  }

  reset(): void {
    this.state.isPending = false;
    this.take(null);
  }

  /** Reports a value to the form if it is valid, otherwise shows why it is not. */
  private take(value: unknown): void {
    const problem = value === null ? "" : problemOf(this.props.setting, value);
    this.state.problem = problem;
    this.props.onValidity(problem === "");
    if (problem === "") this.props.onChange(value);
  }
}

const hasEntries = (value: unknown): boolean => Array.isArray(value) && value.length > 0;
