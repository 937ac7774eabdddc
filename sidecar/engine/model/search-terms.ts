import type { CanonicalDocument } from "../../documents/document.ts";
import { referencesOf } from "../../documents/references.ts";
import type { Document, Message } from "../records.ts";

/** The terms by which people find messages and documents. */

const LONGEST = 100;
const CONTROL_CHARACTERS = /\p{Cc}/gu;

/**
 * Returns the form in which a term is stored and searched: upper case, without leading zeros in any of its parts, so that ST02 is
 * found as "0001" and as "1". Returns null if the text is empty or longer than 100 characters.
 */
export function searchTerm(text: string): string | null {
  const plain = text.replaceAll(CONTROL_CHARACTERS, " ").trim().toUpperCase();
  if (plain === "" || plain.length > LONGEST) return null;
  return plain
    .split("/")
    .map((part) => part.replace(/^0+(?=.)/, ""))
    .join("/");
}

/** Returns these texts as search terms, each once. */
export function searchTerms(texts: readonly (string | null | undefined)[]): string[] {
  const terms = texts.map((text) => (text ? searchTerm(text) : null));
  return [...new Set(terms.filter((term) => term !== null))];
}

/**
 * Returns the references on the envelope of a message: its control number or control ID (ISA13, MSH-10), or the ID of its event,
 * which end its identity, and the name of its file.
 */
export function envelopeReferences({
  identity,
  disposition,
}: Pick<Message, "identity" | "disposition">): string[] {
  const control = identity.startsWith("sha256/")
    ? undefined
    : identity
        .replace(/#[0-9a-f]{64}$/, "")
        .split("/")
        .at(-1);
  return [control, fileNameIn(disposition ?? "")].filter(
    (each) => each !== undefined && each !== "",
  ) as string[];
}

/** Returns the file name in a Content-Disposition header (RFC 6266), without its folders. */
function fileNameIn(disposition: string): string | undefined {
  const [, quoted, bare] = /;\s*filename=(?:"([^"]*)"|([^\s;"]+))/i.exec(disposition) ?? [];
  return (quoted ?? bare)?.split(/[\\/]/).at(-1);
}

type Searched = Pick<Document, "number" | "controlReference" | "traceId"> & {
  readonly envelope?: Document["envelope"];
  readonly input?: Document["input"];
  readonly output?: Document["output"];
  readonly shown?: Document["shown"];
};

/**
 * Returns the search terms of a document: its number, its control numbers together and one by one, the references in its content
 * and on its envelope, and its trace.
 */
export function termsOfDocument(document: Searched): string[] {
  const { number, controlReference, traceId, envelope } = document;
  const controls = controlReference === null ? [] : [controlReference, ...controlReference.split("/")];
  return searchTerms([number, ...controls, ...(envelope ?? []), traceId, ...contentReferences(document)]);
}

function contentReferences({ input, output, shown }: Searched): string[] {
  return [input, output, shown].flatMap((content) =>
    content && content.type !== "OutboxTrigger" ? referencesOf(content as CanonicalDocument) : [],
  );
}
