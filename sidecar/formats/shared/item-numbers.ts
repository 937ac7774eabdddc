/**
 * The numbers of digits in the labeler, product and package segments of a National Drug Code (NDC), by the X12 qualifier of its
 * format (element 235).
 */
const ndcFormats: Readonly<Record<string, readonly [number, number, number]>> = {
  N1: [4, 4, 2],
  N2: [5, 3, 2],
  N3: [5, 4, 1],
  N4: [5, 4, 2],
};

/**
 * Converts a GTIN-8, -12, -13 or -14 to 14 digits. Returns undefined if the value has another length or its check digit is wrong
 * (GS1 §7.9).
 */
export function gtin14(value: string): string | undefined {
  if (!/^(\d{8}|\d{12,14})$/.test(value)) return undefined;
  const digits = value.padStart(14, "0");
  const sum = [...digits.slice(0, 13)].reduce(
    (total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1),
    0,
  );
  return (10 - (sum % 10)) % 10 === Number(digits[13]) ? digits : undefined;
}

/**
 * Converts a National Drug Code (NDC) to 11 digits (5-4-2). A value without hyphens is divided according to the X12 qualifier (N1
 * to N4); with any other qualifier, it must have 11 digits. Returns undefined if the value does not match the format.
 */
export function ndc11(qualifier: string, value: string): string | undefined {
  const parts = value.split("-");
  if (parts.length === 3) return padNdc(parts);
  const format = ndcFormats[qualifier];
  if (format === undefined) return /^\d{11}$/.test(value) ? value : undefined;
  const [labeler, product, pack] = format;
  if (!/^\d+$/.test(value) || value.length !== labeler + product + pack) return undefined;
  return padNdc([
    value.slice(0, labeler),
    value.slice(labeler, labeler + product),
    value.slice(labeler + product),
  ]);
}

function padNdc(parts: readonly string[]): string | undefined {
  const [labeler = "", product = "", pack = ""] = parts;
  const padded = labeler.padStart(5, "0") + product.padStart(4, "0") + pack.padStart(2, "0");
  return /^\d{11}$/.test(padded) ? padded : undefined;
}
