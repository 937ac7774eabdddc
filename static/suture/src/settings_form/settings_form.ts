import { Component, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type OrmService, useBus, useService } from "@web/core/utils/hooks";
import { type FieldRecord, useRecordObserver } from "@web/model/relational_model/utils";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";
import { SettingField } from "./setting_field.ts";
import type { Setting, SettingsSchema, SettingValues } from "./setting_types.ts";
import { at, valuesOf, withValue } from "./setting_values.ts";

export type SettingsFormProps = StandardFieldProps & { owners: string };
type Section = { readonly title: string; readonly settings: readonly Setting[] };

const NO_SETTINGS: SettingsSchema = { settings: [], names: {}, currency: "" };

/**
 * Shows the settings that the catalogue declares as a form, and stores them as JSON in the field. `owners` is the name of the
 * record field with the owners of the settings: the code of a format or transport, or flows.
 */
export class SettingsForm extends Component<SettingsFormProps> {
  static override template = "suture.SettingsForm";
  static components = { SettingField };
  static override props = { ...standardFieldProps, owners: String };

  private orm!: OrmService;
  private loadedFor = "";
  private invalid = new Set<string>();
  private isTouched = false;
  /** Ends with the last change. Changes follow each other, because the record has a change only after Odoo's server has seen it. */
  private changing: Promise<void> = Promise.resolve();
  /** `shown` counts how often the inputs were created anew, to show the values of the record instead of what was typed. */
  state!: { schema: SettingsSchema; names: Record<string, string>; shown: number };

  override setup(): void {
    this.orm = useService("orm");
    this.state = useState({ schema: NO_SETTINGS, names: {}, shown: 0 });
    // A save waits for the changes.
    useBus(this.props.record.model.bus, "NEED_LOCAL_CHANGES", ({ detail }) =>
      detail.proms.push(this.changing),
    );
    useRecordObserver((record) => {
      this.forgetTyped(record);
      return this.load(record);
    });
  }

  get values(): SettingValues {
    return valuesOf(this.props.record.data[this.props.name]);
  }

  get sections(): Section[] {
    const titles = [...new Set(this.state.schema.settings.map(({ group }) => group))];
    return titles.map((title) => ({
      title,
      settings: this.state.schema.settings.filter(({ group }) => group === title),
    }));
  }

  get isReadonly(): boolean {
    return this.props.readonly ?? false;
  }

  get isEmpty(): boolean {
    return this.state.schema.settings.length === 0;
  }

  idOf(setting: Setting): string {
    return `${this.props.id ?? this.props.name}_${setting.path}`;
  }

  held(setting: Setting): unknown {
    return at(this.values, setting.path);
  }

  nameOf(setting: Setting): string {
    return this.state.names[nameKey(setting.path, this.held(setting))] ?? "";
  }

  onChange(setting: Setting, value: unknown): Promise<void> {
    const change = this.changing.then(() => this.change(setting, value));
    this.changing = change.catch(() => undefined);
    return change;
  }

  private async change(setting: Setting, value: unknown): Promise<void> {
    if (setting.type === "record") await this.rename(setting, value);
    const values = withValue(setting, this.values, value);
    const { record, name } = this.props;
    const isText = record.fields[name]?.type === "text";
    this.isTouched = true;
    await record.update({
      [name]: isText ? JSON.stringify(values) : values,
      // Sent with the change, so that the server can tell it from what others have saved in the meantime.
      settings_loaded: { ...(record.data.settings_loaded as object), edited: true },
    });
    // An update makes the whole field valid for Odoo, also while another input of it is invalid.
    if (this.invalid.size > 0) await record.setInvalidField(name);
  }

  /** Marks the field as invalid while an input is invalid, which prevents saving. */
  async onValidity(setting: Setting, isValid: boolean): Promise<void> {
    const { record, name } = this.props;
    const wasInvalid = this.invalid.size > 0;
    this.isTouched = true;
    if (isValid) this.invalid.delete(setting.path);
    else this.invalid.add(setting.path);
    if (this.invalid.size > 0) await record.setInvalidField(name);
    else if (wasInvalid) await record.resetFieldValidity(name);
  }

  /** Shows the record's values again after *Discard* or a save: no input keeps what was typed, and none is invalid. */
  private forgetTyped(record: FieldRecord): void {
    if (record.dirty || !this.isTouched) return;
    this.isTouched = false;
    this.invalid.clear();
    this.state.shown += 1;
  }

  private async rename(setting: Setting, id: unknown): Promise<void> {
    if (typeof id !== "number") return;
    const [found] = await this.orm.call<{ display_name: string }[]>(setting.record_model, "read", [
      [id],
      ["display_name"],
    ]);
    this.state.names[nameKey(setting.path, id)] = found?.display_name ?? "";
  }

  /** Loads the settings that the form shows, unless the record, the owners and the company are the same as before. */
  private async load(record: FieldRecord): Promise<void> {
    const owners = ownersOf(record.data[this.props.owners]);
    const company = record.data.company_id as { id: number } | false | undefined;
    const companyId = company ? company.id : false;
    const asked = JSON.stringify([record.resId, owners, companyId]);
    if (asked === this.loadedFor) return;
    this.loadedFor = asked;
    this.invalid.clear();
    const schema = await this.schemaOf(record, owners, companyId);
    this.state.schema = schema;
    const stored = this.storedValues(record);
    for (const [path, name] of Object.entries(schema.names))
      this.state.names[nameKey(path, at(stored, path))] = name;
  }

  /** Returns the values of the field as they were loaded, without the changes in the form. */
  private storedValues(record: FieldRecord): SettingValues {
    const loaded = record.data.settings_loaded as Record<string, { values: SettingValues }> | undefined;
    return loaded?.[this.props.name]?.values ?? valuesOf(record.data[this.props.name]);
  }

  private async schemaOf(
    record: FieldRecord,
    owners: unknown[],
    company: number | false,
  ): Promise<SettingsSchema> {
    if (owners.length === 0) return NO_SETTINGS;
    const ids = record.resId === false ? [] : [record.resId];
    return this.orm.call<SettingsSchema>(record.resModel, "get_settings_form", [
      ids,
      this.props.name,
      owners,
      company,
    ]);
  }
}

/** Returns the key of a record's name in `names`: a setting may refer to another record after a change, and back after *Discard*. */
const nameKey = (path: string, id: unknown): string => `${path} ${id}`;

/** Converts the value of the field with the owners to a list: the code of a format or transport, or the IDs of flows. */
function ownersOf(held: unknown): unknown[] {
  if (typeof held === "string") return held === "" ? [] : [held];
  const list = held as { currentIds?: readonly unknown[] } | undefined;
  return [...(list?.currentIds ?? [])];
}

export const settingsForm = {
  component: SettingsForm,
  displayName: _t("Catalogue settings"),
  supportedTypes: ["text", "json"],
  fieldDependencies: [{ name: "settings_loaded", type: "json", readonly: false }],
  additionalClasses: ["d-block", "w-100"],
  extractProps: ({ options }: { options: { owners: string } }) => ({ owners: options.owners }),
};

registry.category("fields").add("suture_settings", settingsForm);
