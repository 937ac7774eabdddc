import { expectedAfternoon } from "./afternoon.ts";
import type { Day, DayBill, DayExchange, DayOrder } from "./day.ts";
import {
  deliverySteps,
  type ExpectedBill,
  type ExpectedExchange,
  type ExpectedOrder,
  type Script,
} from "./script.ts";
import { dayAfter } from "./templates.ts";

type Run = { readonly run: string; readonly at: Date };

/** Returns the expected results of the day for one run, from `fixtures/demo/expected`. */
export function expectedDay(script: Script, played: Run): Day {
  const { orders, bills, exchanges, totals } = script.expected;
  return {
    orders: Object.entries(orders).map(([letter, order]) => expectedOrder(letter, order, played)),
    bills: bills.map((bill) => expectedBill(bill, played)),
    afternoon: expectedAfternoon(script.expected, played),
    exchanges: exchanges.map((exchange) => expectedExchange(exchange, played)),
    answers: deliverySteps(script).map(({ id, expect }) => ({ step: id, answer: expect })),
    totals,
  };
}

const inRun = (text: string, { run }: Run) => text.replaceAll("{{run}}", run);

function expectedOrder(letter: string, order: ExpectedOrder, played: Run): DayOrder {
  const { supplier_reference: reference } = order;
  return {
    letter,
    state: order.integration_state,
    reference: reference === null ? null : inRun(reference, played),
    lines: order.lines.map(({ expectedInDays, ...line }) => ({
      ...line,
      expectedOn: dayAfter(played.at, expectedInDays),
    })),
  };
}

function expectedBill(bill: ExpectedBill, played: Run): DayBill {
  return {
    number: inRun(bill.number, played),
    order: bill.order,
    state: bill.state,
    invoicedOn: dayAfter(played.at, bill.invoiceInDays),
    dueOn: dayAfter(played.at, bill.dueInDays),
    total: Number(bill.total),
    tax: Number(bill.tax),
    lines: bill.lines.map((line) =>
      "item" in line
        ? { name: line.item, quantity: Number(line.quantity), price: Number(line.price) }
        : { name: line.charge, quantity: 1, price: Number(line.price) },
    ),
  };
}

function expectedExchange(exchange: ExpectedExchange, played: Run): DayExchange {
  const common = { document: exchange.document_code, state: exchange.state, reason: exchange.reason_code };
  if ("trigger" in exchange) {
    const { trigger, acknowledgement } = exchange;
    return { ...common, name: `billing trigger ${trigger}`, acknowledgement, opens: null };
  }
  if (exchange.direction === "outbound") {
    const { order, acknowledgement } = exchange;
    return {
      ...common,
      name: `order ${order}'s ${exchange.document_code}`,
      acknowledgement,
      opens: `order ${order}`,
    };
  }
  const opens = exchange.opens === null ? null : inRun(exchange.opens, played);
  return { ...common, name: `step ${exchange.step}`, acknowledgement: "none", opens };
}
