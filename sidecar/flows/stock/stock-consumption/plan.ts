import { dayOfEvent } from "../../../documents/days.ts";
import type { StockMovement } from "../../../documents/stock-movement.ts";
import type { Term } from "../../../terms/term.ts";
import type { Finding, Guard, Link, Operation, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { readCrosswalk } from "../../kit/crosswalk.ts";
import { departmentLocation, type StockLocation } from "../../kit/departments.ts";
import { heldBy } from "../../kit/findings.ts";
import { separated } from "../../kit/found.ts";
import { identifier } from "../../kit/identify-items.ts";
import { count } from "../../kit/readable.ts";
import { costAccount } from "./cost-account.ts";
import type { Portion, StockLine } from "./lot-findings.ts";
import type { StockConsumptionPolicy } from "./policy.ts";
import { isOf, type Quant, quantsWithin, readStock } from "./stock.ts";
import { suggestions } from "./suggestions.ts";
import { takeLots } from "./take-lots.ts";
import { say } from "./terms.ts";

type Context = PlanContext<StockConsumptionPolicy>;

/**
 * Plans the transfer that deducts the goods of a movement from the department's stock, or returns them to it. Quantities are
 * allocated to lots, in the stock unit of the product, and never exceed the available stock; the cost is charged to the cost
 * centre. If a line needs a person's decision, the whole movement becomes an exception and nothing is applied.
 */
export function planStockConsumption(
  movement: StockMovement,
  snapshot: Snapshot,
  { policy, connection }: Context,
): Plan {
  const stock = readStock(snapshot, connection);
  const usedOn = dayOfEvent(movement.occurredAt, connection.timeZone);
  const crosswalk = readCrosswalk(snapshot);
  const location = departmentLocation(movement.department, stock.locations, crosswalk);
  const account = costAccount(movement, crosswalk);
  const items = movement.lines.map(identifier(stock, crosswalk));
  const { found: lines, findings } = separated(items);
  const { findings: unknown } = separated<unknown>([location, account]);
  if ("finding" in location || "finding" in account) return held([...unknown, ...findings], lines);
  const quants = quantsWithin(stock, location.found);
  const place = location.found.name;
  const isReturn = movement.direction === "return";
  const taken = takeLots(lines, { stock, quants, policy, isReturn, usedOn, place });
  const wrong = [...findings, ...taken.findings];
  if (wrong.length > 0) return held(wrong, lines);
  return {
    operations: [consume(movement, usedOn, location.found, account.found, taken.portions)],
    guards: isReturn ? [] : guards(taken.portions, quants),
    links: [{ ref: "transfer" }],
    note: note(isReturn, place, taken.portions),
    changes: taken.decided,
  };
}

function held(findings: readonly Finding[], lines: readonly StockLine[]): Plan {
  const products = new Set(lines.map(({ product }) => product.id));
  const links = [...products].map((id): Link => ({ model: "product.product", id }));
  return heldBy(findings, links, suggestions);
}

function consume(
  movement: StockMovement,
  usedOn: string,
  location: StockLocation,
  account: number,
  portions: readonly Portion[],
): Operation {
  return {
    op: "do",
    verb: "consume_stock",
    ref: "transfer",
    arguments: {
      number: movement.id,
      direction: movement.direction,
      used_on: usedOn,
      location_id: location.id,
      analytic_account_id: account,
      lines: portions.map(({ line, lot, quantity }) => ({
        product_id: line.product.id,
        ...(lot === null ? {} : { lot_id: lot.id }),
        quantity: quantity.toFixed(),
      })),
    },
  };
}

/**
 * Returns guards for the stock quantities on which the allocation to lots is based. If one has changed, the plan is stale, and
 * the movement is planned again.
 */
function guards(portions: readonly Portion[], quants: readonly Quant[]): Guard[] {
  const stored = portions.filter(({ line }) => line.product.isStorable);
  const used = quants.filter((quant) => stored.some(({ line, lot }) => isOf(quant, line.product.id, lot)));
  return used.map(({ id, quantity }) => ({
    model: "stock.quant",
    id,
    field: "quantity",
    equals: quantity.toNumber(),
  }));
}

function note(isReturn: boolean, location: string, portions: readonly Portion[]): Term {
  const goods = portions.map(({ line, lot, quantity }) => {
    const values = { quantity: count(quantity), item: line.product.label };
    return lot === null ? say("portion", values) : say("portion-of-lot", { ...values, lot: lot.name });
  });
  return say(isReturn ? "returned" : "used", { location, goods: { all: goods } });
}
