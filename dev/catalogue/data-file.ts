import type { Catalogue } from "../../sidecar/catalogue/catalogue.ts";
import type { Choice, Setting } from "../../sidecar/catalogue/settings.ts";
import { type Field, record, xmlFile } from "./odoo-xml.ts";

/**
 * Returns the catalogue as a data file of the addon: an XML record for each entry, field, setting, choice and rule.
 * The record IDs are derived from the codes, so that a changed label keeps its translations.
 */
export function catalogueData(catalogue: Catalogue): string {
  return xmlFile([
    ...entries("format", catalogue.formats, formatFacts),
    ...entries("transport", catalogue.transports, ({ has_address, directions, fallback_only }) => ({
      directions,
      fallback_only,
      has_address,
    })),
    ...entries("endpoint", catalogue.endpoints, ({ every_format, proof, addresses }) => ({
      every_format,
      proof,
      addresses,
    })),
    ...entries("flow", catalogue.flows.map(named), ({ kinds, direction }) => ({ kinds, direction })),
    ...entries("document", catalogue.documents.map(typed), () => ({})),
    ...entries("reason", catalogue.reasons.map(titled), (reason) => ({
      class: reason.class,
      severity: reason.severity,
      retried: reason.retried,
      actions: reason.actions,
    })),
    ...entries("state", catalogue.states, ({ tone }) => ({ tone })),
    ...entries("stage", catalogue.stages, ({ badge, evidence }) => ({ badge, evidence })),
    ...entries("acknowledgement", catalogue.acknowledgement_states, () => ({})),
    ...entries("lane", catalogue.lanes, () => ({})),
    ...entries("department", catalogue.departments, () => ({})),
    ...entries("timing", catalogue.timings, () => ({})),
    ...entries("record_system", catalogue.record_systems, () => ({})),
    ...entries("sensitivity", catalogue.sensitivities, () => ({})),
    ...entries("decision", catalogue.decisions, () => ({})),
    ...catalogue.documents.flatMap(({ type, fields }) =>
      fields.flatMap((field, at) => fieldRecords(type, field, at)),
    ),
    ...owners(catalogue).flatMap(([subject, code, settings]) =>
      settings.flatMap((setting, at) => settingRecords(subject, code, setting, at)),
    ),
    ...catalogue.formats.flatMap(({ code, rules, identifier_rules }) => [
      ...rules.map((rule, at) => ruleRecord("format", code, rule, at)),
      ...identifier_rules.map((rule, at) => ruleRecord("identifier", code, rule, at)),
    ]),
    record("catalogue_version", "ir.config_parameter", {
      key: { text: "suture.catalogue_version" },
      value: { text: catalogue.version },
    }),
  ]);
}

type Format = Catalogue["formats"][number];
type Rule = Format["rules"][number] | Format["identifier_rules"][number];
type Entry = { readonly code: string; readonly label: string; readonly help?: string | null };

const named = <Flow extends { readonly name: string; readonly description: string }>(flow: Flow) => ({
  ...flow,
  label: flow.name,
  help: flow.description,
});
const typed = <Document extends { readonly type: string }>(document: Document) => ({
  ...document,
  code: document.type,
});
const titled = <Reason extends { readonly title: string }>(reason: Reason) => ({
  ...reason,
  label: reason.title,
});

function formatFacts(format: Format): object {
  const { media_types, kinds, versions, default_version, version_pattern, reads, writes } = format;
  const { identifiers, endpoints, topic, acknowledges } = format;
  const messages = { media_types, kinds, versions, default_version, version_pattern, reads, writes };
  return { ...messages, identifiers, endpoints, topic, acknowledges };
}

function entries<Each extends Entry>(
  subject: string,
  all: readonly Each[],
  facts: (entry: Each) => object,
): string[] {
  return all.map((entry, at) =>
    record(xmlId(subject, entry.code), "suture.catalogue.entry", {
      subject: { text: subject },
      code: { text: entry.code },
      label: { text: entry.label },
      ...(entry.help && { help: { text: entry.help } }),
      sequence: { value: at },
      facts: { value: facts(entry) },
    }),
  );
}

function fieldRecords(
  type: string,
  field: Catalogue["documents"][number]["fields"][number],
  at: number,
): string[] {
  const id = xmlId("field", type, field.path);
  const own = record(id, "suture.catalogue.document.field", {
    document: { text: type },
    path: { text: field.path },
    label: { text: field.label },
    kind: { text: field.kind },
    editable: { value: field.editable },
    sensitive: { value: field.sensitive },
    addable: { value: field.addable },
    stake: { value: field.stake },
    finding_fields: { value: field.finding_fields },
    sequence: { value: at },
  });
  return [
    own,
    ...field.choices.map((choice, index) =>
      record(xmlId(id, "is", choice.value), "suture.catalogue.choice", {
        field_id: { ref: id },
        ...choiceFields(choice, index),
      }),
    ),
  ];
}

/**
 * Returns the subject, code and settings of each owner of settings: formats (with the identifiers of their parties as a separate
 * subject), transports and flows.
 */
function owners(catalogue: Catalogue): [string, string, readonly Setting[]][] {
  return [
    ...catalogue.formats.flatMap(
      ({ code, settings, identifier_settings }): [string, string, readonly Setting[]][] => [
        ["format", code, settings],
        ["identifier", code, identifier_settings],
      ],
    ),
    ...catalogue.transports.map(({ code, settings }): [string, string, readonly Setting[]] => [
      "transport",
      code,
      settings,
    ]),
    ...catalogue.flows.map(({ code, settings }): [string, string, readonly Setting[]] => [
      "flow",
      code,
      settings,
    ]),
  ];
}

function settingRecords(subject: string, owner: string, setting: Setting, at: number): string[] {
  const id = xmlId("setting", subject, owner, setting.path);
  const isMoney = setting.unit === "currency";
  const { default: value, minimum, maximum, pattern, item_pattern, example, value_example } = setting;
  const fields: Record<string, Field> = {
    subject: { text: subject },
    owner: { text: owner },
    path: { text: setting.path },
    label: { text: setting.label },
    ...(setting.help && { help: { text: setting.help } }),
    ...(setting.group && { group: { text: setting.group } }),
    type: { text: setting.type },
    ...(setting.unit && !isMoney && { unit: { text: setting.unit } }),
    is_money: { value: isMoney },
    ...(setting.record_model && { record_model: { text: setting.record_model } }),
    sequence: { value: at },
    facts: { value: { default: value, minimum, maximum, pattern, item_pattern, example, value_example } },
  };
  return [
    record(id, "suture.catalogue.setting", fields),
    ...setting.choices.map((choice, index) => choiceRecord(id, choice, index, false)),
    ...setting.value_choices.map((choice, index) => choiceRecord(id, choice, index, true)),
  ];
}

function choiceRecord(setting: string, choice: Choice, at: number, inMap: boolean): string {
  return record(xmlId(setting, inMap ? "means" : "is", choice.value), "suture.catalogue.choice", {
    setting_id: { ref: setting },
    in_map: { value: inMap },
    ...choiceFields(choice, at),
  });
}

const choiceFields = ({ value, label }: Choice, at: number): Record<string, Field> => ({
  value: { text: value },
  label: { text: label },
  sequence: { value: at },
});

function ruleRecord(subject: string, owner: string, { message, ...rule }: Rule, at: number): string {
  return record(xmlId("rule", subject, owner, String(at)), "suture.catalogue.rule", {
    subject: { text: subject },
    owner: { text: owner },
    rule: { value: rule },
    message: { text: message },
    sequence: { value: at },
  });
}

/**
 * Returns the XML ID for these parts. Characters that an ID cannot contain are replaced: "-" and "." with "_", all others with
 * their code points, so that IDs remain distinct.
 */
function xmlId(...parts: readonly string[]): string {
  const words = parts.map((part) =>
    part.replaceAll(/[^A-Za-z0-9_]/g, (other) =>
      other === "-" || other === "." ? "_" : `u${other.codePointAt(0)}`,
    ),
  );
  return words[0]?.startsWith("catalogue_") ? words.join("_") : `catalogue_${words.join("_")}`;
}
