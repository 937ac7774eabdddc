import type { IdentifierCheck, Party, PartyIdentifiers } from "../formats/identifiers.ts";
import type { Setting } from "./settings.ts";

/** A check of the identifiers of a format, as a rule of the catalogue. */
export type IdentifierRule = {
  readonly on: "scheme" | "id";
  readonly pattern: string;
  /** Only identifiers of this scheme are checked. */
  readonly scheme: string | null;
  /** Whether a failed check is only a warning. */
  readonly warns: boolean;
  readonly message: string;
};

/**
 * Returns the identifiers of a connection as settings: "us.scheme" and "us.id". If there is only one scheme, it is
 * not a setting.
 */
export function identifierSettings(identifiers: PartyIdentifiers | undefined): readonly Setting[] {
  if (!identifiers) return [];
  return identifiers.parties.flatMap((party) => [
    ...(identifiers.schemes.length > 1 ? [schemeSetting(identifiers, party)] : []),
    idSetting(party),
  ]);
}

/** Returns the checks of a format's identifiers, in the order in which they are applied. */
export function identifierRules(identifiers: PartyIdentifiers | undefined): readonly IdentifierRule[] {
  if (!identifiers) return [];
  const { otherSchemes, checks, schemes } = identifiers;
  const rule = (
    on: IdentifierRule["on"],
    check: IdentifierCheck,
    scheme: string | null = null,
  ): IdentifierRule => ({ on, ...check, scheme, warns: scheme !== null });
  return [
    ...(otherSchemes ? [rule("scheme", otherSchemes)] : []),
    ...checks.map((check) => rule("id", check)),
    ...schemes.flatMap(({ code, usual }) => (usual ? [rule("id", usual, code)] : [])),
  ];
}

/** Returns the facts about the identifiers that Odoo needs in addition to their settings and rules. */
export function identifierFacts(identifiers: PartyIdentifiers | undefined) {
  if (!identifiers) return null;
  const { parties, schemes, defaultScheme, otherSchemes, distinct } = identifiers;
  return {
    parties: parties.map(({ owner, required }) => ({ owner, required })),
    schemes: schemes.map(({ code }) => code),
    default_scheme: defaultScheme,
    other_schemes: otherSchemes !== undefined,
    distinct,
  };
}

const plain = {
  choices: [],
  minimum: null,
  maximum: null,
  pattern: null,
  item_pattern: null,
  value_choices: [],
  record_model: null,
  unit: null,
  example: null,
  value_example: null,
} as const;

function schemeSetting({ schemeLabel, schemes, defaultScheme }: PartyIdentifiers, party: Party): Setting {
  return {
    ...plain,
    path: `${party.owner}.scheme`,
    label: schemeLabel,
    help: party.schemeHelp,
    group: party.title,
    type: "choice",
    default: defaultScheme,
    choices: schemes.map(({ code, label }) => ({ value: code, label })),
  };
}

function idSetting({ owner, title, label, help, example }: Party): Setting {
  return {
    ...plain,
    path: `${owner}.id`,
    label,
    help,
    group: title,
    type: "text",
    default: null,
    example,
  };
}
