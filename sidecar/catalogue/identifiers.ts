import type { IdentifierCheck, Party, PartyIdentifiers } from "../formats/identifiers.ts";
import type { Setting } from "./settings.ts";

/** A check of a party's identifier in Odoo, which displays `message` if the scheme or the ID does not match `pattern`. */
export type IdentifierRule = {
  readonly on: "scheme" | "id";
  readonly pattern: string;
  /** The scheme whose identifiers are checked. Null if the rule applies to all schemes. */
  readonly scheme: string | null;
  /** Whether an identifier that does not match is accepted with a warning instead of being refused. */
  readonly warns: boolean;
  readonly message: string;
};

/**
 * Returns the settings in which users enter the identifiers of the parties: "us.scheme" and "us.id", then the same for "partner".
 * If the format has only one scheme, the scheme is not a setting. Returns an empty list if the format has no identifiers.
 */
export function identifierSettings(identifiers: PartyIdentifiers | undefined): readonly Setting[] {
  if (!identifiers) return [];
  return identifiers.parties.flatMap((party) => [
    ...(identifiers.schemes.length > 1 ? [schemeSetting(identifiers, party)] : []),
    idSetting(party),
  ]);
}

/**
 * Returns the rules for the identifiers of a format in the order in which Odoo applies them: first the rule for schemes that are
 * not listed, then the rules for all IDs, then the rules for the usual form of IDs in each scheme, which only warn.
 */
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

/**
 * Returns what Odoo needs in addition to the settings and rules: which parties need an identifier, the schemes with the default,
 * whether other schemes are allowed, and the owners whose identifiers must be distinct. Null if the format has no identifiers.
 */
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
