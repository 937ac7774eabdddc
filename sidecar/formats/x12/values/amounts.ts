import { Decimal } from "decimal.js";

/** The canonical form of a number: without leading zeros, and without trailing zeros after the decimal point. */
const WRITTEN = /^(?:0|-?[1-9]\d{0,17}|-?(?:0|[1-9]\d{0,17})\.\d{0,9}[1-9])$/;

/**
 * Converts an X12 type R number ("10.00", ".5", "-3") to a decimal string. Returns undefined if it is not a number or has more
 * digits than a document allows (18 before the decimal point, 10 after it).
 */
export function decimalFromX12(value: string): string | undefined {
  // Nearly all numbers of a message need no arithmetic, which would take half the time of a mapping.
  const short = withoutTrailingZeros(value);
  if (WRITTEN.test(short)) return short;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d{1,2})?$/i.test(value)) return undefined;
  return documentDecimal(new Decimal(value));
}

function withoutTrailingZeros(value: string): string {
  if (!value.endsWith("0") || !value.includes(".")) return value;
  let end = value.length;
  while (value[end - 1] === "0") end--;
  return value.slice(0, value[end - 1] === "." ? end - 1 : end);
}

/**
 * Converts an X12 type N2 number, whose last two digits are decimals, to an amount: "28566" becomes "285.66". Returns undefined
 * if it is not such a number.
 */
export function impliedCentsFromX12(value: string): string | undefined {
  if (!/^[+-]?\d{1,18}$/.test(value)) return undefined;
  const digits = value.replace(/^[+-]?0*/, "");
  return withPoint(digits, value.startsWith("-") && digits !== "");
}

/** Converts a number of cents, written in digits, to an amount with two decimals. */
function withPoint(cents: string, isNegative: boolean): string {
  const digits = cents.padStart(3, "0");
  return `${isNegative ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Converts an amount with at most two decimals to X12 type N2: "285.66" becomes "28566". Throws an error if it has more. */
export function impliedCentsToX12(amount: string): string {
  const cents = new Decimal(amount).times(100);
  if (!cents.isInteger()) throw new Error("An amount with two implied decimals must be in whole cents.");
  return cents.toFixed(0);
}

/** Converts a decimal string to the shortest form of X12 type R: "10.50" becomes "10.5", and "3.00" becomes "3". */
export function decimalToX12(value: string): string {
  return new Decimal(value).toFixed();
}

/** The limit below which floating-point integers remain exact in the calculations of this module. */
const EXACT = Number.MAX_SAFE_INTEGER / 100;
/**
 * The maximum number of decimals of a product that is calculated with floating-point numbers. For more, decimal arithmetic is
 * used.
 */
const MOST_SCALE = 10;

/** Returns quantity × price, rounded to the cent, half away from zero, as on invoices: "3" × "1.115" is "3.35". */
export function goodsAmount(quantity: string, price: string): string {
  const scale = decimalsOf(quantity) + decimalsOf(price);
  const product = unscaled(quantity) * unscaled(price);
  // The numbers in invoice lines are short. Only long ones need decimal arithmetic.
  if (scale > MOST_SCALE || !(Math.abs(product) < EXACT))
    return toCents(new Decimal(quantity).times(price)).toFixed(2);
  const size = Math.abs(product);
  const cents = scale <= 2 ? size * 10 ** (2 - scale) : halfUp(size, 10 ** (scale - 2));
  return withPoint(String(cents), product < 0 && cents > 0);
}

/**
 * Returns the price of one of `count` units, or undefined if it has more digits than a document allows: "450" for "100" is "4.5".
 * `price` is in the form that `decimalFromX12` returns.
 */
export function priceOfOne(price: string, count: string): string | undefined {
  // The decimal point of a price per hundred or thousand can be moved. The division of decimals would round longer numbers.
  if (/^10+$/.test(count) && price.length <= Decimal.precision) return pointMoved(price, count.length - 1);
  return documentDecimal(new Decimal(price).dividedBy(count));
}

function pointMoved(decimal: string, places: number): string | undefined {
  const isNegative = decimal.startsWith("-");
  const [whole = "", fraction = ""] = decimal.slice(isNegative ? 1 : 0).split(".");
  const digits = whole.padStart(places + 1, "0");
  const moved = withoutTrailingZeros(`${digits.slice(0, -places)}.${digits.slice(-places)}${fraction}`);
  return WRITTEN.test(moved) ? `${isNegative ? "-" : ""}${moved}` : undefined;
}

function decimalsOf(decimal: string): number {
  const point = decimal.indexOf(".");
  return point < 0 ? 0 : decimal.length - point - 1;
}

/**
 * Returns the number without its decimal point: "4.35" becomes 435. The result is rounded, because the floating-point
 * multiplication may be off by a fraction. Returns infinity if the result reaches `EXACT`, so that the caller uses decimal
 * arithmetic.
 */
function unscaled(decimal: string): number {
  const scaled = Number(decimal) * 10 ** decimalsOf(decimal);
  return Math.abs(scaled) < EXACT ? Math.round(scaled) : Number.POSITIVE_INFINITY;
}

function halfUp(dividend: number, divisor: number): number {
  const rest = dividend % divisor;
  return (dividend - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
}

/** Rounds an amount to the cent, half away from zero, as on invoices. */
export function toCents(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** Returns a number as a decimal string, or undefined if it has more digits than a document allows. */
function documentDecimal(value: Decimal): string | undefined {
  const text = value.toFixed();
  return /^-?\d{1,18}(\.\d{1,10})?$/.test(text) ? text : undefined;
}
