const numeric = /^([+-]?)(\d*)(?:\.(\d*))?$/;
const MOST_DIGITS = 18;
const MOST_DECIMALS = 10;

/**
 * Converts an HL7 number (v2.8.2 §2A.3.46 NM) to a decimal string, for example "+.50" to "0.50". Returns undefined if the text is
 * not a number, or has more than 18 digits before or 10 after the decimal point.
 */
export function decimalFromHl7(text: string): string | undefined {
  const [, sign, whole = "", decimals = ""] = numeric.exec(text.trim()) ?? [];
  if (sign === undefined || whole + decimals === "") return undefined;
  const digits = whole.replace(/^0+(?=\d)/, "") || "0";
  if (digits.length > MOST_DIGITS || decimals.length > MOST_DECIMALS) return undefined;
  return `${sign === "-" ? "-" : ""}${digits}${decimals === "" ? "" : `.${decimals}`}`;
}
