import type { TransportDeclaration } from "../transports/transport.ts";
import { type Setting, settingsOf } from "./settings.ts";

/**
 * Returns the catalogue entry of a transport. Its settings are the settings of a route: "address", if the transport has one, and
 * the transport's own settings with the prefix "settings.".
 */
export function transportEntry(transport: TransportDeclaration) {
  const { code, label, help, directions, fallbackOnly, address, settings } = transport;
  return {
    code,
    label,
    help: help ?? null,
    directions,
    fallback_only: fallbackOnly ?? false,
    has_address: address !== null,
    settings: [...(address ? [addressSetting(address)] : []), ...(settings ? ownSettings(settings) : [])],
  };
}

const ownSettings = (schema: NonNullable<TransportDeclaration["settings"]>): Setting[] =>
  settingsOf(schema).map((setting) => ({ ...setting, path: `settings.${setting.path}` }));

function addressSetting({
  label,
  help,
  pattern,
  example,
}: NonNullable<TransportDeclaration["address"]>): Setting {
  return {
    path: "address",
    label,
    help,
    group: null,
    type: "text",
    default: null,
    choices: [],
    minimum: null,
    maximum: null,
    pattern,
    item_pattern: null,
    value_choices: [],
    record_model: null,
    unit: null,
    example,
    value_example: null,
  };
}
