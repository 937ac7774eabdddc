import { Component, onWillUnmount } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";

/** The event on the bus that reports changed records: their IDs by model. */
export const changedNotice = "suture.changed";
type Changed = Readonly<Record<string, number[]>>;
type LiveRecord = StandardFieldProps["record"];

/** Calls a function after each event on the bus that reports a change of one of the records. */
export function useChanges(ids: () => readonly [model: string, id: number][], onChange: () => void): void {
  const bus = useService("bus_service");
  const onNotice = (changed: Changed): void => {
    if (ids().some(([model, id]) => changed[model]?.includes(id))) onChange();
  };
  bus.subscribe(changedNotice, onNotice);
  onWillUnmount(() => bus.unsubscribe(changedNotice, onNotice));
}

/**
 * Reloads a record when the bus reports a change of it, unless the user is editing it. A saved record is reloaded at the next
 * event or when it is opened again.
 */
export function useLiveRecord(record: () => LiveRecord): void {
  const known = (): readonly [string, number][] => {
    const { resModel, resId } = record();
    return resId ? [[resModel, resId]] : [];
  };
  useChanges(known, async () => {
    if (!(await record().isDirty())) await record().load();
  });
}

/** Says what a moving document waits for, and shows the next state of the record as soon as it changes. */
export class Live extends Component<StandardFieldProps> {
  static override template = "suture.Live";
  static override props = { ...standardFieldProps };

  override setup(): void {
    useLiveRecord(() => this.props.record);
  }

  get text(): string {
    return (this.props.record.data[this.props.name] || "") as string;
  }
}

export const live = {
  component: Live,
  displayName: _t("Live state"),
  supportedTypes: ["char"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("suture_live", live);
