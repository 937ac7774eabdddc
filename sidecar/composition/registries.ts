import type { Registries } from "../catalogue/catalogue.ts";
import { reasons } from "../documents/reason-codes.ts";
import { documentTypes } from "../documents/registry.ts";
import { flows } from "../flows/catalogue.ts";
import { formats } from "../formats/registry.ts";
import { transports } from "../transports/registry.ts";

/** What this sidecar is composed of. A test composes another one by giving other registries. */
export const registries = {
  formats,
  transports,
  flows,
  documents: documentTypes,
  reasons,
} satisfies Registries;
