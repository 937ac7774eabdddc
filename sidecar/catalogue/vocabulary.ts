import type { Catalogue } from "./catalogue.ts";

/** The version of a catalogue and its codes, by subject, such as "format" or "reason". */
export type Vocabulary = {
  readonly version: string;
  readonly codes: Readonly<Record<string, readonly string[]>>;
};

/**
 * Returns the version of a catalogue and all its codes, by subject, for comparison with the catalogue in Odoo. The code of a
 * setting consists of its owner and its path, such as "format/x12/itemQualifiers.buyer".
 */
export function vocabularyOf(catalogue: Catalogue): Vocabulary {
  const {
    formats,
    transports,
    endpoints,
    flows,
    documents,
    reasons,
    states,
    stages,
    acknowledgement_states,
    lanes,
  } = catalogue;
  return {
    version: catalogue.version,
    codes: {
      format: codesOf(formats),
      transport: codesOf(transports),
      endpoint: codesOf(endpoints),
      flow: codesOf(flows),
      document: documents.map(({ type }) => type),
      reason: codesOf(reasons),
      state: codesOf(states),
      stage: codesOf(stages),
      acknowledgement: codesOf(acknowledgement_states),
      lane: codesOf(lanes),
      decision: codesOf(catalogue.decisions),
      setting: [
        ...settingCodes("format", formats),
        ...settingCodes(
          "identifier",
          formats.map(({ code, identifier_settings }) => ({ code, settings: identifier_settings })),
        ),
        ...settingCodes("transport", transports),
        ...settingCodes("flow", flows),
      ],
    },
  };
}

const codesOf = (entries: readonly { readonly code: string }[]): string[] => entries.map(({ code }) => code);

const settingCodes = (
  subject: string,
  owners: readonly { readonly code: string; readonly settings: readonly { readonly path: string }[] }[],
): string[] =>
  owners.flatMap(({ code, settings }) => settings.map(({ path }) => `${subject}/${code}/${path}`));
