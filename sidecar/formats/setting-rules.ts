import type { FormatDeclaration, SettingRule } from "./declaration.ts";

/**
 * Returns a path for each rule of a format that the options violate: the path of the first setting in the rule.
 * @param version the version selected on the connection; if empty, the format's default
 * @param options the options with their defaults, as the format's schema returns them
 */
export function brokenRules(
  { rules, defaultVersion }: Pick<FormatDeclaration, "rules" | "defaultVersion">,
  version: string,
  options: unknown,
): string[] {
  return rules
    .filter((rule) => !holds(rule, version || defaultVersion, options))
    .map((rule) => ("differ" in rule ? rule.differ[0] : rule.when.path));
}

function holds(rule: SettingRule, version: string, options: unknown): boolean {
  if ("differ" in rule) return valueAt(options, rule.differ[0]) !== valueAt(options, rule.differ[1]);
  return valueAt(options, rule.when.path) !== rule.when.equals || version.startsWith(rule.versionStarts);
}

const valueAt = (options: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === "object" && inner !== null
          ? (inner as Readonly<Record<string, unknown>>)[name]
          : undefined,
      options,
    );
