import { z } from "zod";
import { isTimeZone, UTC } from "../documents/days.ts";
import type { Configuration, ConfiguredConnection } from "../engine/ports/connection.ts";

const route = z.object({
  transport: z.string(),
  url: z.string().nullable(),
  // Earlier versions of the addon do not send the settings.
  settings: z.record(z.string(), z.unknown()).optional(),
});

const connection = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  environment: z.enum(["production", "test"]),
  active: z.boolean(),
  partner_id: z.number().int().nullable(),
  company_id: z.number().int(),
  currency: z.string(),
  // Earlier versions of the addon do not send the time zone.
  time_zone: z.string().nullish(),
  identifiers: z.array(z.object({ owner: z.enum(["us", "partner"]), scheme: z.string(), id: z.string() })),
  format: z.object({
    code: z.string().nullable(),
    version: z.string().nullable(),
    options: z.record(z.string(), z.unknown()),
  }),
  acknowledges: z.boolean(),
  acknowledgement_hours: z.number().nullable(),
  route,
  fallback: z.object({ route, after_minutes: z.number().int().positive() }).nullish(),
  bulk: z.boolean().default(false),
  // Earlier versions of the addon do not send it.
  largest_file_mb: z.number().int().min(1).max(2000).nullish(),
  flows: z.array(z.string()),
  policy: z.record(z.string(), z.unknown()),
  // Present only for a connection that sends emails. If the texts are invalid, the connection works without them.
  mail_texts: z.record(z.string(), z.string()).nullish().catch(null),
});

/**
 * The schema of the response to `configuration`. Connections are parsed later, one by one, so that an invalid one does not affect
 * the others.
 */
export const configuration = z.union([
  z.object({ unchanged: z.literal(true), version: z.string() }),
  z.object({ version: z.string(), connections: z.array(z.looseObject({ code: z.string() })) }),
]);
type Changed = Extract<z.infer<typeof configuration>, { connections: unknown }>;

/**
 * Converts the response to the engine's configuration. A connection that cannot be parsed becomes inactive and reports the
 * invalid fields.
 */
export function configurationOf({ version, connections }: Changed): Configuration {
  return {
    version,
    connections: connections.map((given) => {
      const { data, error } = connection.safeParse(given);
      return data ? connectionOf(data) : unreadable(given.code, error);
    }),
  };
}

function connectionOf(given: z.infer<typeof connection>): ConfiguredConnection {
  const {
    partner_id,
    company_id,
    time_zone,
    acknowledgement_hours,
    format,
    fallback,
    mail_texts,
    ...others
  } = given;
  const { largest_file_mb, ...rest } = others;
  return {
    ...rest,
    fallback: fallback ? { route: fallback.route, afterMinutes: fallback.after_minutes } : null,
    partnerId: partner_id,
    companyId: company_id,
    timeZone: zoneOf(time_zone),
    acknowledgementHours: acknowledgement_hours,
    format: { code: format.code ?? "", version: format.version ?? "", options: format.options },
    ...(mail_texts && { mailTexts: mail_texts }),
    ...(largest_file_mb && { largestFileMegabytes: largest_file_mb }),
  };
}

/**
 * Returns the name of the time zone if this system supports it, otherwise UTC. An unsupported zone would stop every flow of the
 * connection.
 */
const zoneOf = (name: string | null | undefined): string => (name && isTimeZone(name) ? name : UTC);

/** Returns an inactive connection with only its code, which reports the fields that could not be parsed. */
function unreadable(code: string, error: z.ZodError): ConfiguredConnection {
  const paths = [...new Set(error.issues.map(({ path }) => path.join(".")))];
  return {
    code,
    name: code,
    kind: "other",
    environment: "test",
    active: false,
    partnerId: null,
    companyId: 0,
    currency: "",
    timeZone: UTC,
    identifiers: [],
    format: { code: "", version: "", options: {} },
    acknowledges: false,
    acknowledgementHours: null,
    route: { transport: "none", url: null },
    fallback: null,
    bulk: false,
    flows: [],
    policy: {},
    faults: paths.map((path) => ({ what: "connection", code: path, problem: "invalid" })),
  };
}
