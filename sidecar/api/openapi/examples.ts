import { readFileSync } from "node:fs";

/**
 * Examples of messages and documents. `dev/generate-openapi-examples.ts` copies them from `fixtures/`, because the sidecar is
 * installed without fixtures.
 */
export const examples = JSON.parse(readFileSync(new URL("examples.json", import.meta.url), "utf8")) as {
  readonly x12: Readonly<Record<"answer" | "invoice", string>>;
  readonly hl7: Readonly<Record<"dispense", string>>;
  readonly billing: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly documents: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly encounterEvent: Readonly<Record<string, unknown>>;
};
