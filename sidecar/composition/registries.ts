import type { Registries as Declared } from "../catalogue/catalogue.ts";
import { reasons } from "../documents/reason-codes.ts";
import { documentTypes } from "../documents/registry.ts";
import { flows } from "../flows/catalogue.ts";
import type { Flow } from "../flows/flow.ts";
import type { Format } from "../formats/format.ts";
import { formats } from "../formats/registry.ts";
import { transports } from "../transports/registry.ts";
import type { TransportModule } from "../transports/transport.ts";

/** What a sidecar is composed of: all that it can read, write, decide and send by. */
export type Registries = Omit<Declared, "formats" | "flows" | "transports"> & {
  readonly formats: readonly Format[];
  readonly flows: readonly Flow[];
  readonly transports: readonly TransportModule[];
  /**
   * The script of the threads that read large bodies, which composes the same formats: a thread cannot be given functions.
   * See `reading-thread.ts`.
   */
  readonly readingThread: URL;
};

/** What this sidecar is composed of. A test composes another one by giving other registries. */
export const registries: Registries = {
  formats,
  transports,
  flows,
  documents: documentTypes,
  reasons,
  readingThread: new URL("reading-thread.ts", import.meta.url),
};
