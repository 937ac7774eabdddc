import { createHash } from "node:crypto";
import { decisions } from "../documents/decisions.ts";
import type { DocumentDeclaration } from "../documents/declaration.ts";
import { actionsThatHelp } from "../documents/helpful-actions.ts";
import { isReasonCode, type Reason } from "../documents/reason-codes.ts";
import { catalogueEntry } from "../flows/catalogue-entry.ts";
import type { Flow } from "../flows/flow.ts";
import type { FormatDeclaration, SettingRule } from "../formats/declaration.ts";
import type { TransportDeclaration } from "../transports/transport.ts";
import { documentFields } from "./document-fields.ts";
import { endpointEntry } from "./endpoints.ts";
import { departmentsOf, recordSystems, sensitivities, timings } from "./flow-facts.ts";
import { identifierFacts, identifierRules, identifierSettings } from "./identifiers.ts";
import { settingsOf } from "./settings.ts";
import { stages } from "./stages.ts";
import { acknowledgementStates, lanes, states } from "./states.ts";
import { transportEntry } from "./transports.ts";

/** The declarations from which the catalogue is generated. */
export type Registries = {
  readonly formats: readonly FormatDeclaration[];
  readonly transports: readonly TransportDeclaration[];
  readonly flows: readonly Flow[];
  readonly documents: readonly DocumentDeclaration[];
  readonly reasons: Readonly<Record<string, Reason>>;
};

export type Catalogue = ReturnType<typeof contentOf> & {
  /**
   * The first 12 hexadecimal digits of the SHA-256 hash of the content, so that catalogues with the same version have the same
   * content.
   */
  readonly version: string;
};

/**
 * Returns the catalogue, which Odoo and the documentation use, as plain JSON data. The same registries always produce the same
 * value.
 */
export function catalogueOf(registries: Registries): Catalogue {
  const content = contentOf(registries);
  return { version: hashOf(content), ...content };
}

function hashOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);
}

function contentOf({ formats, transports, flows, documents, reasons }: Registries) {
  return {
    formats: proposed(formats).map(formatEntry),
    transports: transports.map(transportEntry),
    endpoints: transports.flatMap(({ endpoints = [] }) => endpoints.map(endpointEntry)),
    flows: flows.map((flow) => ({
      ...catalogueEntry(flow),
      kinds: flow.kinds,
      settings: settingsOf(flow.policy),
    })),
    documents: documents.map((document) => ({
      type: document.schema.shape.type.value,
      label: document.label,
      fields: documentFields(document),
    })),
    reasons: coded(reasons).map((reason) => ({
      ...reason,
      actions: isReasonCode(reason.code) ? actionsThatHelp[reason.code] : [],
    })),
    states: coded(states),
    stages: coded(stages),
    acknowledgement_states: labelled(acknowledgementStates),
    lanes: labelled(lanes),
    departments: departmentsOf(flows),
    timings: labelled(timings),
    record_systems: labelled(recordSystems),
    sensitivities: labelled(sensitivities),
    decisions: coded(decisions),
  };
}

/**
 * Returns the formats that can be selected on a connection. Formats for specific kinds of connections precede formats for all
 * kinds.
 */
function proposed(formats: readonly FormatDeclaration[]): readonly FormatDeclaration[] {
  const chosen = formats.filter(({ kinds }) => kinds.length > 0);
  return [...chosen.filter(({ kinds }) => kinds !== "all"), ...chosen.filter(({ kinds }) => kinds === "all")];
}

function formatEntry(format: FormatDeclaration) {
  return {
    code: format.code,
    label: format.label,
    media_types: format.mediaTypes,
    kinds: format.kinds === "all" ? [] : format.kinds,
    versions: format.versions,
    default_version: format.defaultVersion,
    version_pattern: format.versionPattern ?? null,
    reads: format.reads,
    writes: format.writes,
    settings: settingsOf(format.options),
    rules: format.rules.map(ruleEntry),
    identifiers: identifierFacts(format.identifiers),
    identifier_settings: identifierSettings(format.identifiers),
    identifier_rules: identifierRules(format.identifiers),
    endpoints: format.endpoints ?? [],
    topic: format.topic ?? "document",
    acknowledges: format.acknowledges ?? false,
  };
}

function ruleEntry(rule: SettingRule) {
  const { message } = rule;
  if ("differ" in rule) return { differ: rule.differ, message };
  return { when: rule.when, version_starts: rule.versionStarts, message };
}

const coded = <Entry extends object>(entries: Readonly<Record<string, Entry>>) =>
  Object.entries(entries).map(([code, entry]) => ({ code, ...entry }));

const labelled = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([code, label]) => ({ code, label }));
