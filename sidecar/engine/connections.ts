import type { Configuration, ConfiguredConnection } from "./ports.ts";

/** The connections as Odoo configures them; the last known ones serve while Odoo is away. */
export type Connections = {
  known(): boolean;
  find(code: string | null): ConfiguredConnection | null;
  version(): string | null;
  replace(configuration: Configuration): void;
};

export function createConnections(initial: Configuration | null): Connections {
  let configuration = initial;
  return {
    known: () => configuration !== null,
    find: (code) =>
      configuration?.connections.find((connection) => connection.code === code && connection.active) ?? null,
    version: () => configuration?.version ?? null,
    replace: (fresh) => {
      configuration = fresh;
    },
  };
}
