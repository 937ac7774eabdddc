import { z } from "zod";
import type { ConnectionProfile } from "../documents/connection-profile.ts";
import { brokenRules } from "../formats/setting-rules.ts";
import type { Registries } from "./catalogue.ts";

type Known = Pick<Registries, "formats" | "transports" | "flows">;

type Route = {
  readonly transport: string;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
};

/** A connection with its primary route and its fallback route, each with a transport and its settings. */
type Connection = ConnectionProfile & {
  readonly route: Route;
  readonly fallback?: { readonly route: Route } | null;
};

/**
 * A part of a connection's configuration that is unknown or invalid. `code` is the code of the format or transport, or the path
 * of the setting within its options, route or policy.
 */
type ConnectionFault = {
  readonly what: "format" | "option" | "transport" | "fallback" | "route" | "fallback-route" | "policy";
  readonly code: string;
  readonly problem: "unknown" | "invalid";
};

/**
 * Creates a function that returns the faults of a connection, which are the parts of its format, options, transports and policy
 * that this sidecar does not know or does not accept. There may be such faults because Odoo may run another version, which offers
 * more than this sidecar supports.
 */
export function createConnectionCheck(known: Known): (connection: Connection) => readonly ConnectionFault[] {
  return (connection) => [
    ...formatFaults(connection, known),
    ...transportFaults(connection, known),
    ...policyFaults(connection, known),
  ];
}

function formatFaults(
  { format: { code, version, options } }: Connection,
  { formats }: Known,
): ConnectionFault[] {
  if (code === "") return [];
  const format = formats.find((each) => each.code === code);
  if (!format) return [{ what: "format", code, problem: "unknown" }];
  const { error, data } = format.options.safeParse(options);
  if (error) return faultsOf("option", error);
  return brokenRules(format, version, data).map((path) => ({
    what: "option",
    code: path,
    problem: "invalid",
  }));
}

function transportFaults({ route, fallback }: Connection, known: Known): ConnectionFault[] {
  return [
    ...routeFaults("transport", "route", route, known),
    ...(fallback ? routeFaults("fallback", "fallback-route", fallback.route, known) : []),
  ];
}

function routeFaults(
  what: "transport" | "fallback",
  settingOf: "route" | "fallback-route",
  { transport: code, settings = {} }: Route,
  { transports }: Known,
): ConnectionFault[] {
  const transport = transports.find((each) => each.code === code);
  if (!transport) return [{ what, code, problem: "unknown" }];
  const { error } = (transport.settings ?? NO_SETTINGS).safeParse(settings);
  return error ? faultsOf(settingOf, error) : [];
}

const NO_SETTINGS = z.strictObject({});

/**
 * Returns the faults of a policy. A setting that no flow has is unknown; a setting that a flow of the connection rejects is
 * invalid.
 */
function policyFaults({ policy, flows: chosen }: Connection, { flows }: Known): ConnectionFault[] {
  const names = new Set(flows.flatMap((flow) => Object.keys(flow.policy.shape)));
  const unknown = Object.keys(policy)
    .filter((name) => !names.has(name))
    .map((code): ConnectionFault => ({ what: "policy", code, problem: "unknown" }));
  const invalid = flows
    .filter(({ code }) => chosen.includes(code))
    .flatMap((flow) => refusedBy(flow, policy));
  return [...unknown, ...unique(invalid)];
}

function refusedBy(flow: Known["flows"][number], policy: Connection["policy"]): ConnectionFault[] {
  const own = Object.fromEntries(Object.keys(flow.policy.shape).map((name) => [name, policy[name]]));
  const { error } = flow.policy.safeParse(own);
  return error ? faultsOf("policy", error) : [];
}

function faultsOf(what: ConnectionFault["what"], error: z.ZodError): ConnectionFault[] {
  const faults = error.issues.flatMap((issue): ConnectionFault[] => {
    const within = issue.path.map(String);
    if (issue.code !== "unrecognized_keys") return [{ what, code: within.join("."), problem: "invalid" }];
    return issue.keys.map((key) => ({ what, code: [...within, key].join("."), problem: "unknown" }));
  });
  return unique(faults);
}

/** Removes faults with the same `what` and `code`, because several flows may share a setting. */
const unique = (faults: readonly ConnectionFault[]): ConnectionFault[] => [
  ...new Map(faults.map((fault) => [`${fault.what} ${fault.code}`, fault])).values(),
];
