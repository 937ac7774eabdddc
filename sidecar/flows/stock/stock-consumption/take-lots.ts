import { Decimal } from "decimal.js";
import type { StockMovement } from "../../../documents/stock-movement.ts";
import type { Finding } from "../../flow.ts";
import { listed, readable } from "../../kit/findings.ts";
import type { StockLine } from "./identify.ts";
import type { StockConsumptionPolicy } from "./policy.ts";
import { type Quant, type Stock, type StockLot, total } from "./stock.ts";

/** So much of a product, of one lot or of none, leaves or comes back. */
export type Portion = {
  readonly line: StockLine;
  readonly lot: StockLot | null;
  readonly quantity: Decimal;
};

export type Taken = {
  readonly portions: readonly Portion[];
  readonly findings: readonly Finding[];
  /** What was decided for the sender: the lots taken first expiry first out. */
  readonly decided: readonly Finding[];
};

type Case = {
  readonly stock: Stock;
  /** What lies in the department. */
  readonly quants: readonly Quant[];
  readonly policy: StockConsumptionPolicy;
  readonly movement: StockMovement;
  /** The day of use: what has expired by then is not used. */
  readonly usedOn: string;
  /** The department's name, for sentences. */
  readonly place: string;
};

/**
 * Gives the lots that the lines are taken from. Lines that name their lot are served first, so that first expiry first out
 * never takes what another line has in its hand. Never more than is there: a shortage is a finding, with the figures.
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

/** Odoo keeps lots of storable products only. */
function isTracked({ product }: StockLine): boolean {
  return product.isStorable && product.tracking !== "none";
}

function takeLine(line: StockLine, before: readonly Portion[], about: Case): Taken {
  if (!isTracked(line)) return takeUntracked(line, before, about);
  if (line.line.lot !== undefined) return takeNamed(line, before, about);
  const isReturn = about.movement.direction === "return";
  if (isReturn || !about.policy.first_expiry_first_out) return held(lotMissing(line, isReturn));
  return takeFirstExpiring(line, before, about);
}

const held = (...findings: readonly Finding[]): Taken => ({ portions: [], findings, decided: [] });
const taken = (...portions: readonly Portion[]): Taken => ({ portions, findings: [], decided: [] });

function takeUntracked(line: StockLine, before: readonly Portion[], about: Case): Taken {
  const whole = { line, lot: null, quantity: line.quantity };
  if (about.movement.direction === "return" || !line.product.isStorable) return taken(whole);
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
  if (about.movement.direction === "return") return taken(whole);
  const left = leftOf(line, lot, before, about);
  return line.quantity.lte(left) ? taken(whole) : held(short(line, left, about, lot));
}

/** The lots in the department that may be used on the day, those first that expire first; those that never do come last. */
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
  if (missing.lte(0)) return { portions, findings: [], decided: [chosen(line, portions)] };
  const sum = (each: typeof there) => each.reduce((all, { left }) => all.plus(left), new Decimal(0));
  const [all, fresh] = [sum(there), sum(usable)];
  return held(line.quantity.lte(all) ? onlyExpired(line, fresh, all, about) : short(line, fresh, about));
}

function byExpiry(a: StockLot, b: StockLot): number {
  const [first, second] = [a.expiry ?? "9999", b.expiry ?? "9999"];
  return first === second ? a.id - b.id : first < second ? -1 : 1;
}

/** What is on hand in the department of the product (and lot), without what lines before have taken. */
function leftOf({ product }: StockLine, lot: StockLot | null, before: readonly Portion[], about: Case) {
  const here = about.quants.filter((quant) => isOf(quant, product.id, lot));
  const gone = before
    .filter((portion) => portion.line.product.id === product.id && portion.lot?.id === lot?.id)
    .reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
  return Decimal.max(0, total(here).minus(gone));
}

/** Says whether the quant is of that product and lot. */
export function isOf(quant: Quant, product: number, lot: StockLot | null): boolean {
  return quant.product === product && quant.lot === (lot?.id ?? null);
}

const amount = ({ product }: StockLine, quantity: Decimal) => `${readable(quantity)} × ${product.unit.name}`;
const on = ({ line, product }: StockLine) => ({ line: line.id, item: product.label });
const head = ({ line, product }: StockLine) => `Line ${line.id} (${product.label})`;

function lotMissing(line: StockLine, isReturn: boolean): Finding {
  const what = isReturn ? "it is not said which lot comes back" : "the lot is not named";
  return { code: "LOT_MISSING", ...on(line), field: "lot", text: `${head(line)}: ${what}.` };
}

function lotUnknown(line: StockLine, number: string): Finding {
  const text = `${head(line)}: the lot ${number} is not known.`;
  return { code: "LOT_MISSING", ...on(line), field: "lot", theirs: number, text };
}

function expired(line: StockLine, lot: string, expiry: string, about: Case): Finding {
  const verb = about.movement.direction === "return" ? "comes back" : "was used";
  const text = `${head(line)}: the lot ${lot} expired on ${expiry} and ${verb} on ${about.usedOn}.`;
  return { code: "EXPIRED", ...on(line), field: "expiry", ours: expiry, theirs: about.usedOn, text };
}

function onlyExpired(line: StockLine, fresh: Decimal, all: Decimal, about: Case): Finding {
  const text = `${head(line)}: of ${amount(line, all)} in ${about.place} only ${amount(line, fresh)} had not expired on ${about.usedOn}; ${amount(line, line.quantity)} were used.`;
  return { code: "EXPIRED", ...on(line), field: "expiry", theirs: about.usedOn, text };
}

function short(line: StockLine, left: Decimal, about: Case, lot?: StockLot): Finding {
  const [ours, theirs] = [amount(line, left), amount(line, line.quantity)];
  const of = lot === undefined ? "" : ` of the lot ${lot.name}`;
  const text = `${head(line)}: ${theirs}${of} were used, but only ${ours} are in ${about.place}.`;
  return { code: "QUANTITY_SHORT", ...on(line), field: "quantity", ours, theirs, text };
}

function chosen(line: StockLine, portions: readonly Portion[]): Finding {
  const lots = portions.map(({ lot, quantity }) => {
    const until = lot?.expiry ? `, expires ${lot.expiry}` : "";
    return `${readable(quantity)} of lot ${lot?.name}${until}`;
  });
  const text = `${head(line)}: no lot was named; taken first expiry first out: ${listed(lots)}.`;
  return { code: "LOT_MISSING", ...on(line), field: "lot", ours: lots.join("; "), text };
}
