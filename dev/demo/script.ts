import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "../environment/place.ts";

/** The demo's day as described in `fixtures/demo/README.md`: the orders, the partners' actions and the expected results. */
export type Script = {
  readonly orders: Readonly<Record<string, ScriptOrder>>;
  /** The stock of a department when the day begins. */
  readonly shelf: ShelfCount;
  readonly steps: readonly Step[];
  readonly expected: Expected;
  /** Returns the text of one of the partners' files, with its placeholders. */
  readonly template: (file: string) => string;
};

export type ScriptOrder = {
  readonly connection: string;
  readonly lines: readonly {
    readonly item: string;
    readonly unit: string;
    readonly quantity: number;
    readonly price: number;
    readonly expectedInDays: number;
  }[];
};

export type ShelfCount = {
  readonly department: string;
  readonly item: string;
  readonly lots: readonly {
    readonly name: string;
    readonly quantity: number;
    readonly expiresInDays: number;
  }[];
};

export type Step = FileStep | RepeatStep | PauseStep;
export type DeliveryStep = FileStep | RepeatStep;
type Delivered = {
  readonly id: string;
  readonly what: string;
  readonly connection: string;
  readonly transport: "http" | "amqp" | "mllp" | "webhook";
  /** The expected response to the delivery: a status over HTTP, a code over MLLP, null if the transport has none. */
  readonly expect: string | null;
};
export type FileStep = Delivered & { readonly file: string; readonly order?: string };
export type RepeatStep = Delivered & { readonly repeat: string };
/**
 * A step that waits until all documents are done or have become exceptions ("settled"), or until the document of one step is
 * held.
 */
export type PauseStep = { readonly id: string; readonly what: string } & (
  | { readonly wait: "settled" }
  | { readonly wait: "held"; readonly step: string }
);

export type Expected = ExpectedAfternoon & {
  readonly orders: Readonly<Record<string, ExpectedOrder>>;
  readonly bills: readonly ExpectedBill[];
  readonly exchanges: readonly ExpectedExchange[];
  readonly totals: Totals;
};

/** The expected results for stock, encounters and money. */
export type ExpectedAfternoon = {
  readonly stock: readonly { readonly lot: string; readonly left: number; readonly dispensed: number }[];
  readonly invoices: readonly {
    readonly number: string;
    readonly payer: string;
    readonly state: string;
    readonly payment: string;
    readonly total: string;
    readonly open: string;
    readonly money: readonly { readonly number: string; readonly kind: string; readonly amount: string }[];
  }[];
  readonly triggers: readonly {
    readonly version: number;
    readonly status: string;
    readonly department: string;
    readonly endInDays: number;
  }[];
};

export type ExpectedOrder = {
  readonly integration_state: string;
  readonly supplier_reference: string | null;
  readonly lines: readonly {
    readonly line: number;
    readonly item: string;
    readonly unit: string;
    readonly quantity: number;
    readonly price: number;
    readonly expectedInDays: number;
    readonly invoiced: number;
  }[];
};

export type ExpectedBill = {
  readonly number: string;
  readonly order: string;
  readonly state: string;
  readonly invoiceInDays: number;
  readonly dueInDays: number;
  readonly total: string;
  readonly tax: string;
  readonly lines: readonly (
    | { readonly item: string; readonly quantity: string; readonly price: string }
    | { readonly charge: string; readonly price: string }
  )[];
};

export type ExpectedExchange = {
  readonly document_code: string | null;
  readonly state: string;
  readonly reason_code: string | null;
} & (
  | { readonly direction: "outbound"; readonly order: string; readonly acknowledgement: string }
  | { readonly direction: "outbound"; readonly trigger: number; readonly acknowledgement: string }
  | { readonly direction: "inbound"; readonly step: string; readonly opens: string | null }
);

/**
 * The totals of the day: the orders and billing triggers sent, the deliveries of the partners, and the results of the messages
 * that arrived.
 */
export type Totals = {
  readonly sent: number;
  readonly triggers: number;
  readonly delivered: number;
  readonly duplicates: number;
  readonly received: number;
  readonly applied: number;
  readonly exceptions: number;
};

/** Reads the script from its folder. */
export function readScript(folder: string = join(CHECKOUT, "fixtures/demo")): Script {
  const text = (name: string) => readFileSync(join(folder, name), "utf8");
  const json = <Shape>(name: string) => JSON.parse(text(name)) as Shape;
  return {
    orders: json("orders.json"),
    shelf: json("stock.json"),
    steps: json<{ steps: Step[] }>("play.json").steps,
    expected: {
      orders: json("expected/orders.json"),
      bills: json("expected/bills.json"),
      stock: json("expected/stock.json"),
      invoices: json("expected/invoices.json"),
      triggers: json("expected/triggers.json"),
      exchanges: json("expected/exchanges.json"),
      totals: json("expected/totals.json"),
    },
    template: text,
  };
}

/** Returns the steps in which a partner delivers something. */
export function deliverySteps(script: Script): DeliveryStep[] {
  return script.steps.filter((step): step is DeliveryStep => !("wait" in step));
}
