import type { Configuration, ConfiguredConnection } from "./ports.ts";

/** The connections as Odoo configures them; the last known ones serve while Odoo is away. */
export type Connections = {
  known(): boolean;
  find(code: string | null): ConfiguredConnection | null;
  /** The first active connection of a kind, by code. */
  ofKind(kind: string): ConfiguredConnection | null;
  version(): string | null;
  replace(configuration: Configuration): void;
};

export function createConnections(initial: Configuration | null): Connections {
  let configuration = initial;
  return {
    known: () => configuration !== null,
    find: (code) =>
      configuration?.connections.find((connection) => connection.code === code && connection.active) ?? null,
    ofKind: (kind) =>
      configuration?.connections
        .filter((connection) => connection.kind === kind && connection.active)
        .toSorted((one, other) => (one.code < other.code ? -1 : 1))[0] ?? null,
    version: () => configuration?.version ?? null,
    replace: (fresh) => {
      configuration = fresh;
    },
  };
}
