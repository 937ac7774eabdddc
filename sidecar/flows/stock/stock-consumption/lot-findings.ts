import type { Decimal } from "decimal.js";
import type { StockMovementLine } from "../../../documents/stock-movement.ts";
import type { Finding } from "../../flow.ts";
import type { Identified } from "../../kit/identify-items.ts";
import { count, quantityIn, readable, timesUnit } from "../../kit/readable.ts";
import type { StockLot } from "./stock.ts";
import { say } from "./terms.ts";

/** A line of a stock movement with the product that it refers to. */
export type StockLine = Identified<StockMovementLine>;

/** A quantity of a line's product that is used or returned, from one lot or, if `lot` is null, without a lot. */
export type Portion = {
  readonly line: StockLine;
  readonly lot: StockLot | null;
  readonly quantity: Decimal;
};

export type LotCase = {
  readonly isReturn: boolean;
  /** The day of use (YYYY-MM-DD). Lots that have expired by then are not used. */
  readonly usedOn: string;
  /** The name of the department's location. */
  readonly place: string;
};

const on = ({ line, product }: StockLine) => ({ line: line.id, item: product.label });
const amount = ({ product }: StockLine, quantity: Decimal) => quantityIn(quantity, product.unit);

export function lotMissing(line: StockLine, { isReturn }: LotCase): Finding {
  const text = say(isReturn ? "returned-lot-not-named" : "lot-not-named", on(line));
  return { code: "LOT_MISSING", ...on(line), field: "lot", text };
}

export function lotUnknown(line: StockLine, lot: string): Finding {
  const text = say("lot-unknown", { ...on(line), lot });
  return { code: "LOT_MISSING", ...on(line), field: "lot", theirs: lot, text };
}

/** Returns the finding for a lot that had expired before it was used or returned. */
export function expired(
  line: StockLine,
  lot: string,
  expiry: string,
  { isReturn, usedOn }: LotCase,
): Finding {
  const text = say(isReturn ? "lot-expired-before-return" : "lot-expired-before-use", {
    ...on(line),
    lot,
    expiry: { date: expiry },
    day: { date: usedOn },
  });
  return { code: "EXPIRED", ...on(line), field: "expiry", ours: expiry, theirs: usedOn, text };
}

/** Returns the finding for a line for which the department has enough stock, but not enough that has not expired. */
export function onlyExpired(
  line: StockLine,
  fresh: Decimal,
  all: Decimal,
  { place, usedOn }: LotCase,
): Finding {
  const text = say("only-expired-left", {
    ...on(line),
    used: amount(line, line.quantity),
    stocked: amount(line, all),
    fresh: amount(line, fresh),
    location: place,
    day: { date: usedOn },
  });
  return { code: "EXPIRED", ...on(line), field: "expiry", theirs: usedOn, text };
}

/**
 * Returns the finding for a line whose quantity exceeds the department's stock of the product or, if the line specifies a lot, of
 * this lot. `left` is the quantity in stock.
 */
export function short(line: StockLine, left: Decimal, { place }: LotCase, lot?: StockLot): Finding {
  const values = {
    ...on(line),
    used: amount(line, line.quantity),
    stocked: amount(line, left),
    location: place,
  };
  return {
    code: "QUANTITY_SHORT",
    ...on(line),
    field: "quantity",
    ours: timesUnit(left, line.product.unit),
    theirs: timesUnit(line.quantity, line.product.unit),
    text:
      lot === undefined ? say("not-enough", values) : say("not-enough-of-lot", { ...values, lot: lot.name }),
  };
}

/** Returns the change that lists the lots that the flow selected for a line without a lot. */
export function lotsChosen(line: StockLine, portions: readonly Portion[]): Finding {
  const lots = portions.map(({ lot, quantity }) => {
    const values = { quantity: count(quantity), lot: lot?.name ?? "" };
    return lot?.expiry
      ? say("chosen-lot-with-expiry", { ...values, expiry: { date: lot.expiry } })
      : say("chosen-lot", values);
  });
  const ours = portions.map(({ lot, quantity }) => `${readable(quantity)} × ${lot?.name}`).join("; ");
  return {
    code: "LOT_MISSING",
    ...on(line),
    field: "lot",
    ours,
    text: say("lots-chosen", { ...on(line), lots: { all: lots } }),
  };
}
