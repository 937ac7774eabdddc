import { readFileSync } from "node:fs";
import { z } from "zod";
import { networkFrom } from "./security/addresses.ts";
import { listOf, readNetworks } from "./security/networks.ts";
import { vaultKeysIn } from "./security/vault.ts";
import { isTestHook } from "./testing/hooks.ts";
import { isNever } from "./transports/https/targets.ts";

/** The exit code of the process if its settings are invalid (sysexits.h, EX_CONFIG). */
export const EXIT_CONFIGURATION = 78;

/** The minimum length of the API key for Odoo, in characters. */
export const API_KEY_LENGTH = 20;

const url = (...schemes: string[]) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.replace(":", "")), {
      error: `must be a URL with scheme ${schemes.join(" or ")}`,
    });
const count = (minimum: number, maximum: number) =>
  z.coerce
    .number({ error: "must be a number" })
    .refine((value) => Number.isInteger(value) && value >= minimum && value <= maximum, {
      error: `must be a whole number from ${minimum} to ${maximum}`,
    });
const days = (otherwise: number) => count(1, 36_500).default(otherwise);
const secret = (minimum: number) => z.string().min(minimum, `must have at least ${minimum} characters`);

/**
 * The settings of the sidecar, which are environment variables. Each can also be set as `<NAME>_FILE`, the path of a file that
 * contains the value, which is recommended for secrets. The descriptions become `docs/configuration.md`.
 */
export const settings = z.object({
  SUTURE_HTTP_HOST: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .describe("Address that the HTTP server listens on."),
  SUTURE_HTTP_PORT: count(0, 65535).default(8080).describe("Port of the HTTP server; 0 chooses a free one."),
  SUTURE_PUBLIC_URL: url("http", "https")
    .optional()
    .describe("Public address of the sidecar, used in `location` links. If unset, links are relative."),
  SUTURE_DATABASE_URL: url("postgres", "postgresql").describe(
    "The journal: a dedicated PostgreSQL database.",
  ),
  SUTURE_AMQP_URL: url("amqp", "amqps").describe(
    "RabbitMQ, with the plugin rabbitmq_consistent_hash_exchange.",
  ),
  SUTURE_AMQP_PUBLISHERS: z
    .string()
    .regex(
      /^\s*[^\s=]+=[^\s=]+(\s+[^\s=]+=[^\s=]+)*\s*$/,
      "must be user=connection, with several pairs separated by spaces",
    )
    .optional()
    .describe(
      "Broker users that publish for connections with other names: `user=connection`, with several pairs separated by spaces. A message with a `user-id` is accepted for these connections, and for the connection with the same name as the user.",
    ),
  SUTURE_ODOO_URL: url("http", "https").describe("Odoo's address."),
  SUTURE_ODOO_DATABASE: z.string().min(1).describe("Name of Odoo's database."),
  SUTURE_ODOO_API_KEY: secret(API_KEY_LENGTH).describe(
    "API key (scope rpc) of the integration user. A file is read again for each call, so the key can change without a restart.",
  ),
  SUTURE_OPERATOR_TOKEN: secret(24).describe("Bearer token of the operator API."),
  SUTURE_SENSITIVE_TOKEN: secret(24)
    .optional()
    .describe(
      "Bearer token that can also read raw messages; each access is audited. If unset, nobody can read them.",
    ),
  SUTURE_PSEUDONYM_SECRET: secret(32).describe(
    "Key of the pseudonyms of encounters and patients' accounts. Another key creates other pseudonyms: protect it like the journal.",
  ),
  SUTURE_AUDIT_SECRET: secret(32)
    .optional()
    .describe(
      "Key of the audit log's hash chain. If unset, anyone who can write to the journal can forge the log. Do not change it once set.",
    ),
  SUTURE_MLLP_HOST: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .describe("Address that the MLLP listener listens on."),
  SUTURE_MLLP_PORT: count(0, 65535)
    .optional()
    .describe("Port of the MLLP listener for HL7 v2. If unset, there is no listener; 0 chooses a free port."),
  SUTURE_MLLP_CONNECTION: z
    .string()
    .min(1)
    .default("ehr")
    .describe("Code of the connection for MLLP messages."),
  SUTURE_MLLP_TLS_KEY: z.string().optional().describe("Key of the MLLP listener (PEM)."),
  SUTURE_MLLP_TLS_CERTIFICATE: z.string().optional().describe("Certificate of the MLLP listener (PEM)."),
  SUTURE_MLLP_TLS_CLIENT_CA: z
    .string()
    .optional()
    .describe("Authority that signs the certificates of permitted clients (PEM)."),
  SUTURE_MLLP_PLAIN: z
    .enum(["true", "false"])
    .default("false")
    .describe("MLLP without TLS; only for a fully trusted network."),
  SUTURE_MLLP_PROXY_PROTOCOL: z
    .enum(["optional", "required"])
    .default("optional")
    .describe(
      "Whether proxies in SUTURE_TRUSTED_PROXIES must send the PROXY protocol (version 1 or 2) to the MLLP listener. From other peers it is refused.",
    ),
  SUTURE_TRUSTED_PROXIES: z
    .string()
    .refine((list) => readNetworks(list) !== null, {
      error: "must be a list of addresses and networks such as 10.0.0.0/8, 2001:db8::1",
    })
    .optional()
    .describe(
      "Proxies and load balancers in front of the sidecar. Only their statements about the sender (`X-Forwarded-For`, PROXY protocol) are trusted. If unset, no peer is trusted.",
    ),
  SUTURE_SECRETS_DIR: z
    .string()
    .optional()
    .describe(
      "Folder with partners' secrets: `<connection>.authorization` (the address they are for, and the header to send there), `<connection>.webhook` (one `whsec_` per line).",
    ),
  SUTURE_SECRET_KEY: z
    .string()
    .refine(
      (text) => vaultKeysIn(text).length > 0 && vaultKeysIn(text).every((key) => key.length >= 32),
      "must be keys of at least 32 characters, separated by spaces",
    )
    .optional()
    .describe(
      "Encrypts the webhook secrets that are created in Odoo. To rotate it, put the new key after the old one and restart every sidecar, then put it first and restart them again, then remove the old one. If unset, webhook secrets can only be in files.",
    ),
  SUTURE_ALLOWED_TARGETS: z
    .string()
    .refine((value) => listOf(value).every((entry) => networkFrom(entry) !== null), {
      error: "must be networks such as 10.1.0.0/16 or fd12::/64, separated by commas",
    })
    .refine((value) => !listOf(value).some((entry) => isNever(networkFrom(entry))), {
      error:
        "cannot contain link-local, cloud metadata, multicast or unspecified addresses: nothing is ever sent there",
    })
    .optional()
    .describe(
      "Private networks, and addresses of this host, that routes may use: `10.1.2.3/32, 192.168.7.0/24`. If unset, HTTPS routes use public addresses only.",
    ),
  SUTURE_DROP_FOLDER: z
    .string()
    .optional()
    .describe(
      "Root of the folder transport: files for a connection are written to `<root>/<connection>/outbox`.",
    ),
  SUTURE_SMTP_URL: url("smtp", "smtps")
    .optional()
    .describe(
      "Mail server for the email fallback: `smtps://user:password@host`. `smtp:` requires STARTTLS, except on this host. If unset, no email is sent.",
    ),
  SUTURE_SMTP_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@]+@[^\s@]+$/, "must end in an email address")
    .optional()
    .describe("Sender of these emails: `Purchasing <edi@hospital.example>`. Required with SUTURE_SMTP_URL."),
  SUTURE_DELIVERY_GIVE_UP_HOURS: count(1, 720)
    .default(24)
    .describe(
      "How long the delivery of a document or an acknowledgement is retried before it becomes an exception.",
    ),
  SUTURE_MAX_BODY_BYTES: count(1024, 1_073_741_824)
    .default(10_485_760)
    .describe(
      "Largest accepted message, after decompression. X12 and HL7 v2 files sent over HTTPS may be larger: as large as their connection in Odoo allows (50 MB by default, at most 2 GB).",
    ),
  SUTURE_INTAKE_BYTES: count(1_048_576, 17_179_869_184)
    .default(67_108_864)
    .describe(
      "Maximum total size of bodies in memory, in bytes; beyond it, senders must repeat the message (503, AE). A connection may use a quarter of it, an address half.",
    ),
  SUTURE_INTAKE_BODIES: count(1, 100_000)
    .default(500)
    .describe(
      "Maximum number of bodies being stored at a time; beyond it, senders must repeat the message. Shares as above.",
    ),
  SUTURE_RATE_PER_CONNECTION: count(1, 1_000_000)
    .default(5000)
    .describe(
      "Requests and MLLP frames of one connection per second, averaged over ten seconds; beyond it, senders must repeat the message later (429, AE). Each sidecar counts separately.",
    ),
  SUTURE_RATE_PER_ADDRESS: count(1, 1_000_000)
    .default(5000)
    .describe("The same for requests from one address, for any connection."),
  SUTURE_RATE_FAILURES: count(1, 1_000_000)
    .default(600)
    .describe(
      "Failed attempts (unknown connection, wrong key or signature) of one address in a minute; beyond it, only valid keys are accepted, and no webhooks.",
    ),
  SUTURE_DAILY_QUOTA: count(1, 1_000_000_000)
    .optional()
    .describe(
      "Requests and MLLP frames of one connection in a day (UTC), over all sidecars; beyond it, they are refused (429, AE). If unset, there is no quota.",
    ),
  SUTURE_BATCH_SIZE: count(1, 500)
    .default(50)
    .describe("Largest number of documents in one call to Odoo; fewer while Odoo is slow or refuses them."),
  SUTURE_BATCH_FILL_MILLISECONDS: count(0, 60_000)
    .default(25)
    .describe(
      "How long a batch is filled while another one is being processed; a single document never waits.",
    ),
  SUTURE_CALLS_CRITICAL: count(1, 64)
    .default(2)
    .describe("Concurrent calls to Odoo for the lane critical. No lane waits for another one."),
  SUTURE_CALLS_STANDARD: count(1, 64)
    .default(2)
    .describe(
      "The same for the lane standard. Odoo should have as many workers as all lanes together, or one more.",
    ),
  SUTURE_CALLS_BULK: count(1, 64).default(1).describe("The same for the lane bulk."),
  SUTURE_CALLS_CONTENDED: count(1, 64)
    .default(1)
    .describe("The same for documents that compete for the same records, such as a department's stock."),
  SUTURE_ODOO_TIMEOUT_SECONDS: count(1, 600).default(60).describe("How long a call to Odoo may take."),
  SUTURE_OUTBOX_POLL_SECONDS: count(1, 3600)
    .default(1)
    .describe(
      "How often Odoo's outbox is polled. It can be slow if Odoo nudges the sidecar (`suture.sidecar_url`).",
    ),
  SUTURE_READER_MEMORY_MB: count(32, 4096)
    .default(192)
    .describe(
      "Heap of the thread that decodes a large message; a message that needs more is reported as unreadable.",
    ),
  SUTURE_READER_SECONDS: count(1, 3600)
    .default(60)
    .describe(
      "How long decoding one message may take; a message that needs longer is reported as unreadable.",
    ),
  SUTURE_RETENTION_CLINICAL_DAYS: days(90).describe(
    "How long raw messages of clinical flows are kept; those of other flows are kept as long as the flow declares.",
  ),
  SUTURE_RETENTION_UNCLAIMED_DAYS: days(180).describe("How long raw messages that no flow used are kept."),
  SUTURE_RETENTION_DELIVERIES_DAYS: days(2555).describe("How long sent files are kept."),
  SUTURE_RETENTION_EVENTS_DAYS: days(30).describe("How long published events are kept."),
  SUTURE_RETENTION_REJECTIONS_DAYS: days(90).describe("How long the evidence of refused attempts is kept."),
  SUTURE_RETENTION_STEPS_DAYS: days(400).describe("How long the steps of finished documents are kept."),
  SUTURE_RETENTION_KEYS_DAYS: days(4015).describe(
    "How long the identities and keys that identify repeated deliveries are kept: longer than everything else.",
  ),
  SUTURE_LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])
    .default("info")
    .describe("The minimum level of logged messages."),
});
export type Settings = z.infer<typeof settings>;

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
