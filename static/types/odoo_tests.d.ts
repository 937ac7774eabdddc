/** Types for the parts of Odoo 19's test framework (HOOT) and its helpers that Suture uses. */

declare module "@odoo/hoot" {
  interface Matchers {
    not: Matchers;
    toBe(expected: unknown): void;
    toEqual(expected: unknown): void;
    toHaveAttribute(name: string, value?: string | RegExp): void;
    toHaveClass(names: string | string[]): void;
    toHaveCount(count: number): void;
    toHaveValue(value: string): void;
    toHaveStyle(style: Readonly<Record<string, string>>, options?: { readonly inline?: boolean }): void;
    toHaveText(text: string | RegExp): void;
    toBeChecked(): void;
    toBeFocused(): void;
    toBeVisible(): void;
  }
  interface Expect {
    (received: unknown): Matchers;
    step(name: string): void;
    verifySteps(names: string[]): void;
    /** How many unhandled errors the test expects. */
    errors(count: number): void;
    verifyErrors(errors: (string | RegExp)[]): void;
  }
  export const expect: Expect;
  export const describe: { current: { tags(...names: string[]): void } };
  export function test(name: string, body: () => Promise<void> | void): void;
  export function beforeEach(body: () => void): void;
}

declare module "@odoo/hoot-dom" {
  export function queryAllTexts(selector: string): string[];
  export function queryRect(selector: string): DOMRect;
  export function queryAllValues(selector: string): string[];
  export function queryFirst(selector: string): HTMLElement | null;
  export function waitFor(selector: string): Promise<HTMLElement>;
  export function press(keys: string): Promise<void>;
}

declare module "@odoo/hoot-mock" {
  export class Deferred<Value = void> extends Promise<Value> {
    constructor();
    resolve(value: Value): void;
  }
  export function advanceTime(milliseconds: number): Promise<number>;
  export function animationFrame(): Promise<void>;
  export function mockDate(date: string, zone?: number | string): void;
}

declare module "@web/../tests/web_test_helpers" {
  type Field = object;
  type FieldFactory = (params?: object) => Field;
  export const fields: Record<"Boolean" | "Char" | "Json" | "Selection" | "Text", FieldFactory>;
  export namespace models {
    class Model {
      _name?: string;
      _records?: object[];
      /** The fields whose changes the server sees before they are saved. */
      _onChanges?: Record<string, (record: object) => void>;
      static _name?: string;
    }
  }
  export function defineModels(definitions: (typeof models.Model)[]): void;
  type MountedView = {
    type: "form" | "list";
    resModel: string;
    resId?: number;
    arch: string;
    selectRecord?: (resId: number) => void;
  };
  export function mountView(view: MountedView): Promise<void>;
  type MockBus = { _sendone(channel: string, type: string, payload: object): void };
  export const MockServer: { env: Record<string, MockBus> };
  export function getService(name: "bus_service"): { addChannel(name: string): void };
  export function mountWithCleanup(component: new () => object, options?: { props: object }): Promise<void>;
  export function getService(name: "action"): { doAction(action: object | string): Promise<unknown> };
  export function patchWithCleanup<Target extends object>(target: Target, patch: Partial<Target>): void;
  export function preloadBundle(name: string): void;
  export function mockService(name: string, service: object): void;
  type OrmCall = { model: string; method: string; args: unknown[] };
  export function onRpc(method: string, callback: (call: OrmCall) => unknown): void;
  export function onRpc(model: string, method: string, callback: (call: OrmCall) => unknown): void;
  export function makeServerError(error?: { message?: string }): Error;
  export function contains(selector: string): {
    click(): Promise<void>;
    edit(text: string, options?: { confirm?: false }): Promise<void>;
    focus(): Promise<void>;
    select(value: string): Promise<void>;
    press(key: string): Promise<void>;
  };
}

declare module "@web/webclient/webclient" {
  export const WebClient: new () => object;
}

declare module "@bus/../tests/bus_test_helpers" {
  export function waitForChannels(channels: string[]): Promise<void>;
}

declare module "@mail/../tests/mail_test_helpers" {
  export function defineMailModels(): void;
  export function start(): Promise<void>;
}
