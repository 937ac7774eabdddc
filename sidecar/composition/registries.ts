import type { Registries as Declared } from "../catalogue/catalogue.ts";
import { reasons } from "../documents/reason-codes.ts";
import { documentTypes } from "../documents/registry.ts";
import { flows } from "../flows/catalogue.ts";
import type { Flow } from "../flows/flow.ts";
import type { Format } from "../formats/format.ts";
import { formats } from "../formats/registry.ts";
import { transports } from "../transports/registry.ts";
import type { TransportModule } from "../transports/transport.ts";

/** The registries of a sidecar: its formats, flows, transports, document types and reason codes. Tests use other registries. */
export type Registries = Omit<Declared, "formats" | "flows" | "transports"> & {
  readonly formats: readonly Format[];
  readonly flows: readonly Flow[];
  readonly transports: readonly TransportModule[];
  /**
   * The URL of the script that runs in the threads that decode large bodies. Functions cannot be passed to a thread, so the
   * script must create the same formats as in `formats` itself. See `reading-thread.ts`.
   */
  readonly readingThread: URL;
};

/** The registries of the production sidecar. */
export const registries: Registries = {
  formats,
  transports,
  flows,
  documents: documentTypes,
  reasons,
  readingThread: new URL("reading-thread.ts", import.meta.url),
};
