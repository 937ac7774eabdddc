/** Types for the parts of Odoo 19's web client that Suture uses. Odoo itself has none. */

declare namespace luxon {
  class DateTime {
    static fromISO(text: string, options?: { zone?: string }): DateTime;
    setZone(zone: string): DateTime;
    toLocaleString(format: { month: "short"; day: "numeric" }): string;
    toMillis(): number;
  }
}

declare module "@web/core/l10n/translation" {
  /** An object fills named placeholders: `%(name)s`. */
  export type Substitution = string | number | Readonly<Record<string, string | number>>;
  export function appTranslateFn(source: string, module: string, ...substitutions: Substitution[]): string;
}

declare module "@web/core/l10n/dates" {
  export function formatDate(value: luxon.DateTime): string;
  export function formatDateTime(value: luxon.DateTime, options?: { format?: string }): string;
  /** Parses the server's format: UTC, "2026-11-20 09:30:00". */
  export function deserializeDateTime(value: string): luxon.DateTime;
}

declare module "@web/core/currency" {
  export function formatCurrency(amount: number, currencyId: number): string;
}

declare module "@web/core/assets" {
  export function loadBundle(name: string): Promise<void>;
}

declare module "@web/core/colors/colors" {
  export function getColor(index: number, scheme: string | undefined, palette: string): string;
  export function getCustomColor(scheme: string | undefined, bright: string, dark: string): string;
}

declare module "@web/core/browser/cookie" {
  export const cookie: { get(name: string): string | undefined };
}

declare module "@web/search/layout" {
  import { Component } from "@odoo/owl";

  export class Layout extends Component<object> {}
}

declare module "@web/webclient/actions/action_service" {
  export const standardActionServiceProps: Record<string, object>;
}

/** Chart.js, once the bundle `web.chartjs_lib` is loaded. */
declare class Chart {
  constructor(canvas: HTMLCanvasElement, configuration: object);
  destroy(): void;
}

declare module "@web/core/registry" {
  interface Registry {
    add(key: string, value: object, options?: { sequence?: number }): Registry;
    category(name: string): Registry;
    get<Value>(key: string): Value;
    getEntries<Value>(): [string, Value][];
  }
  export const registry: Registry;
}

declare module "@web/core/popover/popover_hook" {
  import type { ComponentConstructor } from "@odoo/owl";

  export type PopoverOptions = {
    position?: string;
    /** Tries every side, then the centre of the page. */
    extendedFlipping?: boolean;
    popoverClass?: string;
    role?: string;
    onClose?: () => void;
  };
  export type PopoverHandle = {
    readonly isOpen: boolean;
    open(target: HTMLElement, props: object): void;
    close(): void;
  };
  export function usePopover(component: ComponentConstructor, options?: PopoverOptions): PopoverHandle;
}

declare module "@web/core/browser/browser" {
  /** The browser APIs that tests can replace. */
  export const browser: Pick<
    Window,
    "setTimeout" | "clearTimeout" | "setInterval" | "clearInterval" | "localStorage"
  >;
}

declare module "@web/core/user" {
  export const user: { readonly userId: number; hasGroup(name: string): Promise<boolean> };
}

declare module "@web/core/dropdown/dropdown" {
  import { Component } from "@odoo/owl";

  export class Dropdown extends Component<object> {}
}

declare module "@web/core/dropdown/dropdown_item" {
  import { Component } from "@odoo/owl";

  export class DropdownItem extends Component<object> {}
}

declare module "@web/core/utils/hooks" {
  export type OrmService = {
    call<Result>(model: string, method: string, args: unknown[]): Promise<Result>;
    /** Without the page's loading indicator. */
    silent: OrmService;
  };
  export type ActionOptions = {
    additionalContext?: object;
    clearBreadcrumbs?: boolean;
    /** Of a dialog. */
    onClose?: () => void;
  };
  /** Runs an action, given by its description or its name ("module.action"). */
  export type ActionService = {
    doAction(action: object | string, options?: ActionOptions): Promise<unknown>;
  };
  /** Server notifications. `subscribe` receives those of one type. */
  export type BusService = {
    subscribe<Payload>(type: string, callback: (payload: Payload) => void): void;
    unsubscribe<Payload>(type: string, callback: (payload: Payload) => void): void;
  };
  export function useBus(
    bus: EventTarget,
    event: string,
    callback: (event: { readonly detail: { readonly proms: Promise<unknown>[] } }) => void,
  ): void;
  export function useService(name: "orm"): OrmService;
  export function useService(name: "action"): ActionService;
  export function useService(name: "bus_service"): BusService;
}

declare module "@web/views/fields/standard_field_props" {
  export type FieldRecord = {
    readonly resModel: string;
    /** False while the record is new. */
    readonly resId: number | false;
    /** Whether the record has changes that are not saved, or an invalid field. */
    readonly dirty: boolean;
    readonly model: { readonly bus: EventTarget };
    readonly data: Readonly<Record<string, unknown>>;
    readonly fields: Readonly<Record<string, { type?: string; selection?: [string, string][] }>>;
    /** Reloads the record. */
    load(): Promise<unknown>;
    /** Reports whether the user has changed the record without saving it. */
    isDirty(): Promise<boolean>;
    update(values: Readonly<Record<string, unknown>>): Promise<unknown>;
    /** Prevents saving until the field is valid again. */
    setInvalidField(name: string): Promise<unknown>;
    resetFieldValidity(name: string): Promise<unknown>;
  };
  export type StandardFieldProps = { id?: string; name: string; readonly?: boolean; record: FieldRecord };
  export const standardFieldProps: Record<string, object>;
}

declare module "@mail/core/common/relative_time" {
  import { Component } from "@odoo/owl";

  export class RelativeTime extends Component<{ datetime: luxon.DateTime }> {}
}

declare module "@web/core/copy_button/copy_button" {
  import { Component } from "@odoo/owl";

  export class CopyButton extends Component<object> {}
}

declare module "@web/search/layout" {
  import { Component } from "@odoo/owl";

  export class Layout extends Component<object> {}
}

declare module "@web/webclient/actions/action_service" {
  export type ClientActionProps<Params = unknown> = { action: { params: Params } };
  export const standardActionServiceProps: Record<string, object>;
}

declare module "@web/views/form/form_controller" {
  import { Component } from "@odoo/owl";

  export class FormController extends Component<object> {
    get className(): Record<string, boolean>;
  }
}

declare module "@web/views/form/form_renderer" {
  import { Component } from "@odoo/owl";

  export class FormRenderer extends Component<object> {
    /** The store of the module "mail", if it is loaded. */
    mailStore?: object;
  }
}

declare module "@web/views/form/form_view" {
  export const formView: object;
}

declare module "@web/views/list/list_renderer" {
  import { Component } from "@odoo/owl";

  export class ListRenderer extends Component<object> {
    static components: Record<string, unknown>;
  }
}

declare module "@web/views/list/list_view" {
  export const listView: object;
}

declare module "@web/views/kanban/kanban_renderer" {
  import { Component } from "@odoo/owl";

  export class KanbanRenderer extends Component<object> {
    static components: Record<string, unknown>;
  }
}

declare module "@web/views/kanban/kanban_view" {
  export const kanbanView: object;
}

declare module "@web/model/relational_model/utils" {
  import type { FieldRecord } from "@web/views/fields/standard_field_props";

  export type { FieldRecord };
  /** Calls back with the record at once, and whenever a value that the callback has read changes. */
  export function useRecordObserver(callback: (record: FieldRecord) => unknown): void;
}

declare module "@web/core/record_selectors/record_autocomplete" {
  import { Component } from "@odoo/owl";

  export class RecordAutocomplete extends Component<object> {}
}

declare module "@web/core/l10n/localization" {
  /** The user's notation of numbers. */
  export const localization: { readonly decimalPoint: string; readonly thousandsSep: string };
}

declare module "@web/views/fields/formatters" {
  export function formatFloat(
    value: number,
    options?: { digits?: [number, number]; trailingZeros?: boolean },
  ): string;
}

declare module "@web/views/fields/parsers" {
  /** Parses a number in the user's notation. @throws on text that is not a number */
  // biome-ignore lint/suspicious/noShadowRestrictedNames: this is what Odoo calls it
  export function parseFloat(text: string): number;
}
