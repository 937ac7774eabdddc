/** An entry of a PO file: the places of its text in the sources, and its translation. */
export type PoEntry = { readonly places: readonly string[]; readonly text: string };

/** Returns the entries of a PO file by their source texts. The header has the empty text. */
export function entriesIn(content: string): ReadonlyMap<string, PoEntry> {
  const entries = content.split("\n\n").map((block) => {
    const [, source = "", text = ""] = /^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)/m.exec(block) ?? [];
    const places = [...block.matchAll(/^#: (\S+)/gm)].map(([, place = ""]) => place);
    return [unquoted(source), { places, text: unquoted(text) }] as const;
  });
  return new Map(entries);
}

const unquoted = (quoted: string): string =>
  quoted
    .trim()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as string)
    .join("");
