/** A text that is HTML already, so that it is not escaped. */
export type Html = { readonly html: string };

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");

type Value = string | Html | readonly Html[];

/** Creates HTML from a template literal, as its tag. Inserted texts are escaped; inserted HTML is not. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return { html: parts.reduce((text, part, index) => text + textOf(values[index - 1] ?? "") + part) };
}

function textOf(value: Value): string {
  if (typeof value === "string") return escaped(value);
  return "html" in value ? value.html : value.map((one) => one.html).join("");
}
