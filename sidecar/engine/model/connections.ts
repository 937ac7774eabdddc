import type { Configuration, ConfiguredConnection, ConnectionCheck } from "../ports/connection.ts";

/** The connections as configured in Odoo. The last known configuration is used while Odoo is unreachable. */
export type Connections = {
  known(): boolean;
  find(code: string | null): ConfiguredConnection | null;
  /** Returns a connection even if it is in setup or paused, or null if Odoo has none with this code. */
  configured(code: string): ConfiguredConnection | null;
  /** Returns all connections, including those that are switched off. */
  all(): readonly ConfiguredConnection[];
  /**
   * Returns the first active connection, in the order of codes, that has the flow with this code enabled, or null. If
   * `kind` is given, connections of other kinds are ignored.
   */
  withFlow(flow: string, kind?: string): ConfiguredConnection | null;
  version(): string | null;
  replace(configuration: Configuration): void;
};

/**
 * Creates the collection of connections.
 * @param initial the last known configuration, or null
 * @param check returns the faults in a connection's settings; a connection with faults is not active here, even if it
 * is active in Odoo
 */
export function createConnections(
  initial: Configuration | null,
  check: ConnectionCheck = () => [],
): Connections {
  let configuration = initial && checked(initial, check);
  return {
    known: () => configuration !== null,
    find: (code) =>
      configuration?.connections.find((connection) => connection.code === code && connection.active) ?? null,
    configured: (code) => configuration?.connections.find((connection) => connection.code === code) ?? null,
    all: () => configuration?.connections ?? [],
    withFlow: (flow, kind) =>
      configuration?.connections
        .filter((connection) => connection.active && connection.flows.includes(flow))
        .filter((connection) => kind === undefined || connection.kind === kind)
        .toSorted((one, other) => (one.code < other.code ? -1 : 1))[0] ?? null,
    version: () => configuration?.version ?? null,
    replace: (fresh) => {
      configuration = checked(fresh, check);
    },
  };
}

function checked({ version, connections }: Configuration, check: ConnectionCheck): Configuration {
  return { version, connections: connections.map((connection) => usable(connection, check)) };
}

function usable(connection: ConfiguredConnection, check: ConnectionCheck): ConfiguredConnection {
  const faults = connection.faults?.length ? connection.faults : check(connection);
  return faults.length > 0 ? { ...connection, active: false, faults } : connection;
}

/** Returns the URI of a connection, which is the `source` of its events. */
export const connectionUri = (code: string): string => `urn:suture:connection:${code}`;
