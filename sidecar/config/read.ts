import { readFileSync } from "node:fs";
import type { z } from "zod";
import { isTestHook } from "../testing/hooks.ts";
import { type Settings, settings } from "./settings.ts";

/** The exit code of the process if its settings are invalid (sysexits.h, EX_CONFIG). */
export const EXIT_CONFIGURATION = 78;

/** A problem with the setting `name`. */
export type ConfigurationProblem = { readonly name: string; readonly message: string };
export type ConfigurationResult =
  | { readonly settings: Settings; readonly problems: readonly [] }
  | { readonly settings?: undefined; readonly problems: readonly ConfigurationProblem[] };

type ReadFile = (path: string) => string;

/** The declarations against which the settings are checked: the flows, which state how long their messages are retained. */
type Composed = { readonly flows: readonly { readonly retentionDays: number }[] };

/**
 * Reads and validates all settings. Returns either the settings or all problems at once. The problems never contain the invalid
 * values. An unknown SUTURE_ variable is a problem too, because it is usually a typing error.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  composed: Composed,
  readFile: ReadFile = (path) => readFileSync(path, "utf8"),
): ConfigurationResult {
  const problems: ConfigurationProblem[] = [];
  const values = readValues(Object.keys(settings.shape), environment, readFile, problems);
  const failedFiles = new Set(problems.map((problem) => problem.name));
  const parsed = settings.safeParse(values);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (failedFiles.has(`${name}_FILE`)) continue;
    problems.push({ name, message: values[name] === undefined ? "is required" : issue.message });
  }
  if (parsed.success) problems.push(...retentionProblems(parsed.data, composed));
  problems.push(...mllpProblems(values), ...mailProblems(values), ...tokenProblems(values));
  problems.push(...unknownNames(environment));
  return parsed.success && problems.length === 0 ? { settings: parsed.data, problems: [] } : { problems };
}

/**
 * Returns the problems of the MLLP settings. TLS must be configured completely or switched off explicitly, so that patients'
 * messages are never sent over a network unprotected by mistake.
 */
function mllpProblems(values: Readonly<Record<string, string>>): ConfigurationProblem[] {
  if (values.SUTURE_MLLP_PORT === undefined) return [];
  const tls = ["SUTURE_MLLP_TLS_KEY", "SUTURE_MLLP_TLS_CERTIFICATE", "SUTURE_MLLP_TLS_CLIENT_CA"];
  const missing = tls.filter((name) => values[name] === undefined);
  const plain = values.SUTURE_MLLP_PLAIN === "true";
  if (plain && missing.length === tls.length) return [];
  if (plain) return [{ name: "SUTURE_MLLP_PLAIN", message: "cannot be true while TLS is configured" }];
  return missing.map((name) => ({
    name,
    message: "is required by SUTURE_MLLP_PORT, unless SUTURE_MLLP_PLAIN is true",
  }));
}

/**
 * Returns a problem if the operator role and the sensitive role have the same token. Every operator could then read raw messages,
 * and the audit log could not distinguish the roles.
 */
function tokenProblems(values: Readonly<Record<string, string>>): ConfigurationProblem[] {
  const { SUTURE_OPERATOR_TOKEN: operator, SUTURE_SENSITIVE_TOKEN: sensitive } = values;
  if (sensitive === undefined || sensitive !== operator) return [];
  return [{ name: "SUTURE_SENSITIVE_TOKEN", message: "must differ from SUTURE_OPERATOR_TOKEN" }];
}

function mailProblems(values: Readonly<Record<string, string>>): ConfigurationProblem[] {
  if ((values.SUTURE_SMTP_URL === undefined) === (values.SUTURE_SMTP_FROM === undefined)) return [];
  const name = values.SUTURE_SMTP_URL === undefined ? "SUTURE_SMTP_URL" : "SUTURE_SMTP_FROM";
  return [{ name, message: "is required: SUTURE_SMTP_URL and SUTURE_SMTP_FROM must be set together" }];
}

/**
 * Returns a problem if the identities of messages are deleted before the data that they identify. A late duplicate would then be
 * applied a second time.
 */
function retentionProblems(given: Settings, { flows }: Composed): ConfigurationProblem[] {
  const kept = [
    given.SUTURE_RETENTION_CLINICAL_DAYS,
    given.SUTURE_RETENTION_UNCLAIMED_DAYS,
    given.SUTURE_RETENTION_DELIVERIES_DAYS,
    given.SUTURE_RETENTION_STEPS_DAYS,
    ...flows.map(({ retentionDays }) => retentionDays),
  ];
  const most = Math.max(...kept);
  if (given.SUTURE_RETENTION_KEYS_DAYS >= most) return [];
  return [
    {
      name: "SUTURE_RETENTION_KEYS_DAYS",
      message: `must be at least ${most}, the longest of the other retention periods`,
    },
  ];
}

function readValues(
  names: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  readFile: ReadFile,
  problems: ConfigurationProblem[],
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name of names) {
    const value = readValue(name, environment, readFile, problems);
    if (value !== undefined && value !== "") values[name] = value;
  }
  return values;
}

const ofAudit = settings.pick({ SUTURE_DATABASE_URL: true, SUTURE_AUDIT_SECRET: true });

/** Reads and validates the settings that verifying the audit log needs, and ignores the others. */
export function readAuditSettings(
  environment: Readonly<Record<string, string | undefined>>,
  readFile: ReadFile = (path) => readFileSync(path, "utf8"),
): { readonly settings?: z.infer<typeof ofAudit>; readonly problems: readonly ConfigurationProblem[] } {
  const problems: ConfigurationProblem[] = [];
  const parsed = ofAudit.safeParse(readValues(Object.keys(ofAudit.shape), environment, readFile, problems));
  for (const { path, message } of parsed.error?.issues ?? [])
    problems.push({ name: String(path[0]), message });
  return parsed.success && problems.length === 0 ? { settings: parsed.data, problems } : { problems };
}

function readValue(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
  readFile: ReadFile,
  problems: ConfigurationProblem[],
): string | undefined {
  const path = environment[`${name}_FILE`];
  if (path === undefined || path === "") return environment[name];
  if (environment[name]) problems.push({ name, message: `is set twice: also by ${name}_FILE` });
  try {
    return readFile(path).trim();
  } catch {
    problems.push({ name: `${name}_FILE`, message: "names a file that cannot be read" });
    return undefined;
  }
}

function unknownNames(environment: Readonly<Record<string, string | undefined>>): ConfigurationProblem[] {
  const known = new Set(Object.keys(settings.shape).flatMap((name) => [name, `${name}_FILE`]));
  return Object.keys(environment)
    .filter((name) => name.startsWith("SUTURE_") && !known.has(name) && !isTestHook(name, environment))
    .map((name) => ({ name, message: "is not a setting of the sidecar" }));
}
