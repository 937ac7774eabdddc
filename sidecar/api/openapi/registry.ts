import type { CatalogueEntry } from "../../flows/catalogue-entry.ts";
import { auditDescriptions } from "./audit.ts";
import { connectionDescriptions } from "./connections.ts";
import type { RouteDescription } from "./description.ts";
import { documentDescriptions } from "./documents.ts";
import { endpointDescriptions } from "./endpoints.ts";
import { messageDescriptions } from "./messages.ts";
import { pageDescriptions } from "./pages.ts";
import { platformDescriptions } from "./platform.ts";
import { replayDescriptions } from "./replays.ts";

/**
 * Returns the descriptions of all routes. Add the description of a new route to the file of its subject, and a new subject to
 * this list.
 */
export const routeDescriptions = (flows: readonly CatalogueEntry[]): readonly RouteDescription[] => [
  ...endpointDescriptions,
  ...messageDescriptions,
  ...replayDescriptions,
  ...documentDescriptions,
  ...connectionDescriptions,
  ...auditDescriptions,
  ...platformDescriptions(flows),
  ...pageDescriptions,
];
