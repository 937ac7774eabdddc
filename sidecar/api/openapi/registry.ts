import { auditDescriptions } from "./audit.ts";
import { connectionDescriptions } from "./connections.ts";
import type { RouteDescription } from "./description.ts";
import { documentDescriptions } from "./documents.ts";
import { doorDescriptions } from "./doors.ts";
import { messageDescriptions } from "./messages.ts";
import { pageDescriptions } from "./pages.ts";
import { platformDescriptions } from "./platform.ts";
import { replayDescriptions } from "./replays.ts";

/** Every route there is, by subject. A new one: its description in the file of its subject, and a new subject here. */
export const routeDescriptions: readonly RouteDescription[] = [
  ...doorDescriptions,
  ...messageDescriptions,
  ...replayDescriptions,
  ...documentDescriptions,
  ...connectionDescriptions,
  ...auditDescriptions,
  ...platformDescriptions,
  ...pageDescriptions,
];
