import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ConnectionProfile } from "../../../../sidecar/documents/connection-profile.ts";
import type { CanonicalDocument } from "../../../../sidecar/documents/document.ts";
import { encounterCompleted } from "../../../../sidecar/flows/billing/encounter-completed/flow.ts";
import type { AppliedDocument } from "../../../../sidecar/flows/flow.ts";
import { cloudEvents } from "../../../../sidecar/formats/cloudevents/format.ts";
import type { DecodedDocument } from "../../../../sidecar/formats/format.ts";
import { hl7v2 } from "../../../../sidecar/formats/hl7v2/format.ts";
import { createPseudonym } from "../../../../sidecar/security/pseudonym.ts";
import { inEnglish } from "../english.ts";
import { fixtures } from "../golden.ts";
import { profile } from "../northfield.ts";

/** Golden pairs of encounters: the document of a message after the previous ones, and the documents sent to billing. */

/** The secret of the fixtures' pseudonyms. */
const pseudonym = createPseudonym("the fixtures' secret, known to all who read this");

const ehr: ConnectionProfile = {
  ...profile,
  code: "ehr",
  kind: "ehr",
  identifiers: [],
  format: {
    code: "hl7v2",
    version: "2.5.1",
    options: { encounter: { costCentre: ["ZCC-1"] } },
  },
};
const billing: ConnectionProfile = {
  ...profile,
  code: "billing",
  kind: "billing",
  identifiers: [{ owner: "us", scheme: "name", id: "northfield" }],
  format: { code: "cloudevents", version: "1.0", options: {} },
};

export type EncounterOutcome = {
  readonly document: unknown;
  readonly odoo: unknown;
  readonly billing: unknown;
};

/** Returns the results of a fixture's message after the messages in `before/`. */
export async function encounterOutcome(fixture: string): Promise<EncounterOutcome> {
  const folder = join(fixtures, fixture);
  const decoded = decode(join(folder, "message.hl7"));
  if ("problem" in decoded) {
    const problem = inEnglish(decoded.problem);
    const says = problem.findings.map(({ text }) => text);
    const exchange = { state: "attention", reason_code: problem.code, says };
    return {
      document: { problem },
      odoo: { exchange },
      billing: { event: null, sent: null },
    };
  }
  const { document } = decoded;
  const plan = planOf(document, historyOf(join(folder, "before")));
  const [emission] = plan.emits ?? [];
  return {
    document,
    odoo: { exchange: { state: "done", reason_code: null, says: [plan.note] } },
    billing: { event: plan.events?.[0]?.type ?? null, sent: emission ? await sent(emission.document) : null },
  };
}

function decode(file: string): DecodedDocument {
  const context = { connection: ehr, duplicateOfOther: false, pseudonym };
  const { documents, problem } = hl7v2.decode(readFileSync(file), context);
  const [document, ...others] = documents;
  if (problem || !document || others.length > 0) throw new Error("A fixture holds one sound message.");
  return document;
}

function historyOf(folder: string): AppliedDocument[] {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  return files.map((name) => {
    const decoded = decode(join(folder, name));
    if ("problem" in decoded) throw new Error("What came before a fixture's message was applied.");
    return { id: name, input: decoded.document, changes: [] };
  });
}

function planOf(document: CanonicalDocument, history: readonly AppliedDocument[]) {
  if (document.type !== "Encounter") throw new Error("The message is about no encounter.");
  const context = { connection: ehr, policy: {}, today: "2026-11-21", history };
  const plan = encounterCompleted.plan(document, {}, context);
  if (!("operations" in plan)) throw new Error("The encounter is not applied.");
  return inEnglish(plan);
}

async function sent(document: CanonicalDocument): Promise<unknown> {
  const now = "2026-11-21T12:00:00.000Z";
  const { bytes } = await cloudEvents.encode(document, { connection: billing, now, next: async () => 1 });
  return JSON.parse(Buffer.from(bytes).toString("utf8"));
}
