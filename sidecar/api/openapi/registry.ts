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

/** All routes, by subject. Add a route's description to the file of its subject, and a new subject here. */
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
