import type { Registries as Declared } from "../catalogue/catalogue.ts";
import { reasons } from "../documents/reason-codes.ts";
import { documentTypes } from "../documents/registry.ts";
import { flows } from "../flows/catalogue.ts";
import type { Flow } from "../flows/flow.ts";
import type { Format } from "../formats/format.ts";
import { formats } from "../formats/registry.ts";
import { transports } from "../transports/registry.ts";
import type { TransportModule } from "../transports/transport.ts";

/** The parts of a sidecar that can be replaced: its formats, flows and transports. */
export type Registries = Omit<Declared, "formats" | "flows" | "transports"> & {
  readonly formats: readonly Format[];
  readonly flows: readonly Flow[];
  readonly transports: readonly TransportModule[];
  /**
   * The script of the threads that decode large bodies. It composes the same formats, because functions cannot be
   * passed to a thread. See `reading-thread.ts`.
   */
  readonly readingThread: URL;
};

/** The registries of this sidecar. A test passes others. */
export const registries: Registries = {
  formats,
  transports,
  flows,
  documents: documentTypes,
  reasons,
  readingThread: new URL("reading-thread.ts", import.meta.url),
};
