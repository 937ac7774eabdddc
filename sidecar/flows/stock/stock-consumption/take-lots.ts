import { Decimal } from "decimal.js";
import type { Finding } from "../../flow.ts";
import {
  expired,
  type LotCase,
  lotMissing,
  lotsChosen,
  lotUnknown,
  onlyExpired,
  type Portion,
  type StockLine,
  short,
} from "./lot-findings.ts";
import type { StockConsumptionPolicy } from "./policy.ts";
import { isOf, type Quant, type Stock, type StockLot, total } from "./stock.ts";

/** The portions that lines use or return, and findings about the lines for which this is not possible. */
export type Taken = {
  readonly portions: readonly Portion[];
  readonly findings: readonly Finding[];
  /** The changes that list the lots that the flow selected by expiry date. */
  readonly decided: readonly Finding[];
};

type Case = LotCase & {
  readonly stock: Stock;
  /** The quants in the department's location and below it. */
  readonly quants: readonly Quant[];
  readonly policy: StockConsumptionPolicy;
};

/**
 * Allocates the quantities of the lines to lots. Lines that specify their lot are allocated first, so that the selection by
 * expiry date does not use up a lot that another line specifies. Only available quantities are allocated; a shortage results in a
 * finding.
 */
export function takeLots(lines: readonly StockLine[], about: Case): Taken {
  const named = lines.filter((line) => isTracked(line) && line.line.lot !== undefined);
  const others = lines.filter((line) => !named.includes(line));
  const taken: { portions: Portion[]; findings: Finding[]; decided: Finding[] } = {
    portions: [],
    findings: [],
    decided: [],
  };
  for (const line of [...named, ...others]) {
    const result = takeLine(line, taken.portions, about);
    taken.portions.push(...result.portions);
    taken.findings.push(...result.findings);
    taken.decided.push(...result.decided);
  }
  const position = ({ line }: { readonly line?: string }) => lines.findIndex((each) => each.line.id === line);
  return {
    portions: lines.flatMap((line) => taken.portions.filter((portion) => portion.line === line)),
    findings: taken.findings.toSorted((a, b) => position(a) - position(b)),
    decided: taken.decided.toSorted((a, b) => position(a) - position(b)),
  };
}

/** Returns whether the product of a line is tracked by lot or serial number. Odoo tracks lots only for storable products. */
function isTracked({ product }: StockLine): boolean {
  return product.isStorable && product.tracking !== "none";
}

function takeLine(line: StockLine, before: readonly Portion[], about: Case): Taken {
  if (!isTracked(line)) return takeUntracked(line, before, about);
  if (line.line.lot !== undefined) return takeNamed(line, before, about);
  if (about.isReturn || !about.policy.first_expiry_first_out) return held(lotMissing(line, about));
  return takeFirstExpiring(line, before, about);
}

const held = (...findings: readonly Finding[]): Taken => ({ portions: [], findings, decided: [] });
const taken = (...portions: readonly Portion[]): Taken => ({ portions, findings: [], decided: [] });

function takeUntracked(line: StockLine, before: readonly Portion[], about: Case): Taken {
  const whole = { line, lot: null, quantity: line.quantity };
  if (about.isReturn || !line.product.isStorable) return taken(whole);
  const left = leftOf(line, null, before, about);
  return line.quantity.lte(left) ? taken(whole) : held(short(line, left, about));
}

function takeNamed(line: StockLine, before: readonly Portion[], about: Case): Taken {
  const number = line.line.lot?.number ?? "";
  const lot = about.stock.lots.find(({ name, product }) => name === number && product === line.product.id);
  if (lot === undefined) return held(lotUnknown(line, number));
  const expiry =
    [lot.expiry, line.line.lot?.expiry ?? null].filter((each) => each !== null).sort()[0] ?? null;
  if (expiry !== null && expiry < about.usedOn) return held(expired(line, lot.name, expiry, about));
  const whole = { line, lot, quantity: line.quantity };
  if (about.isReturn) return taken(whole);
  const left = leftOf(line, lot, before, about);
  return line.quantity.lte(left) ? taken(whole) : held(short(line, left, about, lot));
}

/**
 * Allocates the quantity of a line to the department's lots that have not expired, in order of expiry date. Lots that never
 * expire come last.
 */
function takeFirstExpiring(line: StockLine, before: readonly Portion[], about: Case): Taken {
  const there = about.stock.lots
    .filter(({ product }) => product === line.product.id)
    .map((lot) => ({ lot, left: leftOf(line, lot, before, about) }))
    .filter(({ left }) => left.gt(0));
  const usable = there.filter(({ lot }) => lot.expiry === null || lot.expiry >= about.usedOn);
  let missing = line.quantity;
  const portions: Portion[] = [];
  for (const { lot, left } of usable.toSorted((a, b) => byExpiry(a.lot, b.lot))) {
    if (missing.lte(0)) break;
    const quantity = Decimal.min(missing, left);
    portions.push({ line, lot, quantity });
    missing = missing.minus(quantity);
  }
  if (missing.lte(0)) return { portions, findings: [], decided: [lotsChosen(line, portions)] };
  const sum = (each: typeof there) => each.reduce((all, { left }) => all.plus(left), new Decimal(0));
  const [all, fresh] = [sum(there), sum(usable)];
  return held(line.quantity.lte(all) ? onlyExpired(line, fresh, all, about) : short(line, fresh, about));
}

function byExpiry(a: StockLot, b: StockLot): number {
  const [first, second] = [a.expiry ?? "9999", b.expiry ?? "9999"];
  return first === second ? a.id - b.id : first < second ? -1 : 1;
}

/**
 * Returns the department's quantity of a product and lot, minus the quantities already allocated (`before`); never less than
 * zero.
 */
function leftOf({ product }: StockLine, lot: StockLot | null, before: readonly Portion[], about: Case) {
  const here = about.quants.filter((quant) => isOf(quant, product.id, lot));
  const gone = before
    .filter((portion) => portion.line.product.id === product.id && portion.lot?.id === lot?.id)
    .reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
  return Decimal.max(0, total(here).minus(gone));
}
