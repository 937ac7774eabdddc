/** What is used of Odoo 19's web client; it has no types of its own. */

declare namespace luxon {
  class DateTime {
    static fromISO(text: string, options?: { zone?: string }): DateTime;
    toMillis(): number;
  }
}

declare module "@web/core/l10n/translation" {
  export type Substitution = string | number;
  export function appTranslateFn(source: string, module: string, ...substitutions: Substitution[]): string;
}

declare module "@web/core/l10n/dates" {
  export function formatDateTime(value: luxon.DateTime): string;
}

declare module "@web/core/registry" {
  interface Registry {
    add(key: string, value: object): Registry;
    category(name: string): Registry;
  }
  export const registry: Registry;
}

declare module "@web/core/popover/popover_hook" {
  import type { ComponentConstructor } from "@odoo/owl";

  export type PopoverOptions = {
    position?: string;
    /** Tries every side, and the middle of the page at last. */
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

declare module "@web/core/utils/hooks" {
  export type OrmService = {
    call<Result>(model: string, method: string, args: unknown[]): Promise<Result>;
    /** Without the loading indicator of the whole page. */
    silent: OrmService;
  };
  export type ActionService = { doAction(action: object): Promise<unknown> };
  export type BusService = {
    subscribe<Payload>(type: string, callback: (payload: Payload) => void): void;
    unsubscribe<Payload>(type: string, callback: (payload: Payload) => void): void;
  };
  export function useService(name: "bus_service"): BusService;
  export function useService(name: "orm"): OrmService;
  export function useService(name: "action"): ActionService;
}

declare module "@web/views/fields/standard_field_props" {
  export type FieldRecord = {
    readonly resModel: string;
    /** False while the record is new. */
    readonly resId: number | false;
    readonly data: Readonly<Record<string, unknown>>;
    readonly fields: Readonly<Record<string, { selection?: [string, string][] }>>;
    /** Reads the record again. */
    load(): Promise<unknown>;
  };
  export type StandardFieldProps = { id?: string; name: string; readonly?: boolean; record: FieldRecord };
  export const standardFieldProps: Record<string, object>;
}

declare module "@mail/core/common/relative_time" {
  import { Component } from "@odoo/owl";

  export class RelativeTime extends Component<{ datetime: luxon.DateTime }> {}
}
