import type { Control } from "../../documents/acknowledgement.ts";
import type { Flow } from "../../flows/flow.ts";
import { describe } from "../model/exceptions.ts";
import { unmatchedEnvelope, unmatchedSets } from "../model/unmatched.ts";
import type { DecodeLookups } from "../ports/journal/messages.ts";
import type { Message, NewDocument } from "../records.ts";

/** An acknowledgement, with the control numbers of what it acknowledges. */
type Confirming = { readonly document: NewDocument; readonly control: Control };

/**
 * Combines acknowledgements of documents that were never sent: all those of a message about the same functional group or
 * interchange become a single exception, so that a message that acknowledges thousands of unknown documents does not
 * flood the work queue. A single acknowledgement remains as it is, and applying it raises the exception.
 * @param documents the documents of the message, or a portion of them. Portions about the same group have the same exception
 * @returns the documents in their order; an exception takes the place of its first acknowledgement
 */
export async function combineUnmatched(
  { sentControls }: DecodeLookups,
  flows: readonly Flow[],
  message: Pick<Message, "connection" | "identity">,
  documents: readonly NewDocument[],
): Promise<readonly NewDocument[]> {
  const confirming = documents.flatMap((document) => confirmingOf(document, flows));
  const several = [...Map.groupBy(confirming, ({ control }) => envelopeKey(control)).values()].filter(
    ({ length }) => length > 1,
  );
  const { connection } = message;
  if (several.length === 0 || connection === null) return documents;
  const envelopes = several.flatMap(([first]) => (first ? [envelopeOf(first.control)] : []));
  const sent = await sentControls(connection, envelopes);
  const replaced = new Map<NewDocument, readonly NewDocument[]>();
  for (const [index, some] of several.entries()) {
    const known = sent.filter((control) => includes(control, envelopes[index] ?? {}));
    const unmatched = some.filter(({ control }) => !known.some((one) => includes(one, control)));
    if (unmatched.length < 2) continue;
    for (const [place, { document }] of unmatched.entries())
      replaced.set(document, place === 0 ? [combined(message, document, unmatched, known.length > 0)] : []);
  }
  return documents.flatMap((document) => replaced.get(document) ?? [document]);
}

function confirmingOf(document: NewDocument, flows: readonly Flow[]): Confirming[] {
  if (document.state !== "queued" || document.input === null) return [];
  const control = flows.find(({ code }) => code === document.flow)?.confirmedControl?.(document.input);
  return control === undefined ? [] : [{ document, control }];
}

/** Returns the control number of the functional group or interchange that contains an acknowledged document. */
function envelopeOf({ groupControl, interchangeControl }: Control): Control {
  if (groupControl !== undefined) return { groupControl };
  return interchangeControl === undefined ? {} : { interchangeControl };
}

const envelopeKey = (control: Control): string => Object.entries(envelopeOf(control)).flat().join("/");

const includes = (whole: Control, part: Control): boolean =>
  Object.entries(part).every(([name, number]) => whole[name as keyof Control] === number);

/** Returns the exception for acknowledgements. It has no content, so *Retry* decodes the message again. */
function combined(
  message: Pick<Message, "connection" | "identity">,
  first: NewDocument,
  all: readonly Confirming[],
  isEnvelopeKnown: boolean,
): NewDocument {
  const controls = all.map(({ control }) => control);
  const envelope = envelopeOf(controls[0] ?? {});
  const finding = isEnvelopeKnown
    ? unmatchedSets(envelope, controls)
    : unmatchedEnvelope(envelope, controls.length);
  const key = `${message.connection}/${message.identity}/unmatched/${envelopeKey(envelope)}`;
  return {
    ...first,
    contends: null,
    number: envelope.groupControl ?? envelope.interchangeControl ?? null,
    key,
    aggregate: `document/${key}`,
    input: null,
    state: "attention",
    ...describe("ACKNOWLEDGEMENT_UNMATCHED", [finding]),
  };
}
