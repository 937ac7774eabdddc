/**
 * Phrases that texts for people must not contain, by language. They are from an old private dialect, are not the words of the
 * glossary, or are literal translations.
 */
export const BANNED: Readonly<Record<"en" | "de" | "fr", readonly RegExp[]>> = {
  en: [
    /\bis about\b/i,
    /\bstands? for\b/i,
    /\bcomes? again\b/i,
    /\bonce more\b/i,
    /\bcarried out\b/i,
    /\bfound whole\b/i,
    /\bstill comes?\b/i,
    /\bhas no end\b/i,
    /\bto life\b/i,
    /\bone after the other\b/i,
    /\bhand(ed)? in\b/i,
    /\bit is theirs\b/i,
    /\bis away\b/i,
    /\badd up\b(?! to)/i,
    /\bpaid too little\b/i,
    /\bkind not handled\b/i,
    /\bmeanwhile\b/i,
    /\bopen again\b/i,
    /\bopen amount\b/i,
    /\ba person (accepted|kept|must decide|reduced|replaced|split)\b/i,
    /\b(needs?|waits? for) a person\b/i,
    /\b(was|were|is|are|been) told\b/i,
    /\b(verdict|supplier|debtor|payload|dialect)s?\b/i,
    /\bchanges? of (the|an|our) order\b/i,
    /\bwhere does\b/i,
    /"/,
  ],
  de: [
    /\bBefund/,
    /\bBerichtig|\bberichtig/,
    /\bAnalysekont/,
    /\bVerfallsdat/,
    /\bTransaktionss(atz|ätze)/,
    /\b[Dd]as Sidecar\b/,
    /\bAusweichweg/,
    /\bist nicht die Anzahl\b/,
    /\bkein Code\b/,
    /"/,
  ],
  fr: [
    /’/,
    /périm/i,
    /\bsolution de repli\b/i,
    /fichier d'essai/i,
    /\btransaction \{/,
    /\bdoit corriger\./,
    /"/,
  ],
};

/** What a person must not have to read: names of fields, values of enumerations and codes of the sources. */
const TECHNICAL = [
  // itemQualifiers, costCentre
  /\b[a-z]+[A-Z]\w*/,
  // OrderResponse, CustomerInvoice
  /\b(?:[A-Z][a-z]+){2,}\b/,
  // invalid_type, UNKNOWN_ITEM
  /\b[a-zA-Z]+_[a-zA-Z_]+\b/,
  // data.currency, suture.gateway
  /\b[a-z]+(?:\.[a-z]+)+\b/,
  // (scheme cost-centre)
  /\(scheme [a-z]/,
];

/** Names that people know: of standards, of settings in the environment, and of addresses. */
const KNOWN = /CloudEvents?|\b(SUTURE|NODE|REQUESTS)_[A-Z_]+|health\.suture\.\S+|\S*\.example\b\S*|\be\.g\./g;
/** Placeholders, markup and the code of mail templates. */
const CODE = /<[^>]*>|\{\{.*?\}\}|\{\w+\}|%\(\w+\)s/g;

/** Returns the banned phrases in a text. */
export const bannedIn = (language: keyof typeof BANNED, text: string): string[] =>
  found(BANNED[language], text.replaceAll(CODE, " "));

/** Returns the technical names in an English text. */
export const technicalIn = (text: string): string[] =>
  found(TECHNICAL, text.replaceAll(KNOWN, " ").replaceAll(CODE, " "));

const found = (rules: readonly RegExp[], text: string): string[] =>
  rules.flatMap((rule) => rule.exec(text)?.[0] ?? []);
