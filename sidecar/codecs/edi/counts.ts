/** Compares control numbers and counts, ignoring blanks and leading zeros. */
export function isSame(left: string, right: string): boolean {
  return bare(left) === bare(right);
}

function bare(text: string): string {
  return text.trim().replace(/^0+(?=.)/, "");
}
