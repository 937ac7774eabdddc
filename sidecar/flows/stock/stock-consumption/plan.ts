import { dayOfEvent } from "../../../documents/days.ts";
import type { StockMovement } from "../../../documents/stock-movement.ts";
import type { Finding, Guard, Link, Operation, Plan, PlanContext, Snapshot } from "../../flow.ts";
import { type Crosswalk, readCrosswalk } from "../../kit/crosswalk.ts";
import { forPerson, gravest, listed, readable } from "../../kit/findings.ts";
import { costAccount, department, identify, type StockLine } from "./identify.ts";
import type { StockConsumptionPolicy } from "./policy.ts";
import { type Quant, quantsWithin, readStock, type Stock, type StockLocation } from "./stock.ts";
import { suggestionFor } from "./suggestions.ts";
import { isOf, type Portion, takeLots } from "./take-lots.ts";

type Context = PlanContext<StockConsumptionPolicy>;

/**
 * Decides what a movement takes out of the department's stock, or brings back: by lot, in the stock unit, never more than is
 * there, its cost to the cost centre. The movement is carried out whole, or a person is asked and nothing of it is.
 */
export function planStockConsumption(
  movement: StockMovement,
  snapshot: Snapshot,
  { policy, connection }: Context,
): Plan {
  const stock = readStock(snapshot, connection);
  const usedOn = dayOfEvent(movement.occurredAt, connection.timeZone);
  const crosswalk = readCrosswalk(snapshot);
  const location = department(movement, stock, crosswalk);
  const account = costAccount(movement, crosswalk);
  const { lines, findings } = identified(movement, stock, crosswalk);
  const unknown = [location, account].flatMap((each) => ("finding" in each ? [each.finding] : []));
  if ("finding" in location || "finding" in account) return held([...unknown, ...findings], lines);
  const quants = quantsWithin(stock, location.found);
  const place = location.found.name;
  const taken = takeLots(lines, { stock, quants, policy, movement, usedOn, place });
  const wrong = [...findings, ...taken.findings];
  if (wrong.length > 0) return held(wrong, lines);
  return {
    operations: [consume(movement, usedOn, location.found, account.found, taken.portions)],
    guards: movement.direction === "return" ? [] : guards(taken.portions, quants),
    links: [{ ref: "transfer" }],
    note: note(movement, location.found, taken.portions),
    changes: taken.decided,
  };
}

function identified(movement: StockMovement, stock: Stock, crosswalk: Crosswalk) {
  const results = movement.lines.map((line) => identify(line, stock, crosswalk));
  return {
    lines: results.flatMap((each) => ("found" in each ? [each.found] : [])),
    findings: results.flatMap((each) => ("finding" in each ? [each.finding] : [])),
  };
}

function held(findings: readonly Finding[], lines: readonly StockLine[]): Plan {
  const [first, ...others] = findings;
  if (first === undefined) throw new Error("A movement is held for no reason.");
  const products = new Set(lines.map(({ product }) => product.id));
  const links = [...products].map((id): Link => ({ model: "product.product", id }));
  const all = [first, ...others] as const;
  return forPerson(all, links, suggestionFor(gravest(all)));
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

/** The lots were chosen by these: somebody who has moved them since makes the plan stale, and it is made anew. */
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

function note(movement: StockMovement, location: StockLocation, portions: readonly Portion[]): string {
  const goods = portions.map(({ line, lot, quantity }) => {
    const of = lot === null ? "" : ` (lot ${lot.name})`;
    return `${readable(quantity)} × ${line.product.label}${of}`;
  });
  const [verb, way] = movement.direction === "return" ? ["Back", "to"] : ["Used", "from"];
  return `${verb}: ${listed(goods)}, ${way} ${location.name}.`;
}
