import { webhookSecretsIn } from "../../security/secret-files.ts";
import type { InParts, TransportModule } from "../transport.ts";
import { ediRoutes } from "./in/edi.ts";
import { eventRoutes } from "./in/events.ts";
import { webhookRoutes } from "./in/webhooks.ts";
import { checkHttps, deliverByHttps } from "./out.ts";

/** Files and events posted over HTTPS, in both directions. */
export const https: TransportModule = {
  code: "https",
  label: "HTTPS",
  directions: ["in", "out"],
  address: {
    label: "Address",
    help: "Where the partner accepts files: an address that begins with https://.",
    pattern: "^https?://[^\\s]+$",
  },
  endpoints: [
    {
      code: "files",
      label: "Address for files",
      everyFormat: true,
      address: (kind) => (kind === "billing" ? null : "{sidecar}/v1/edi/{connection}"),
    },
    {
      code: "webhooks",
      label: "Address for webhooks",
      everyFormat: true,
      address: (kind) => (kind === "billing" ? "{sidecar}/v1/webhooks/{connection}" : null),
    },
    {
      code: "events",
      label: "Address for events",
      everyFormat: false,
      address: () => "{sidecar}/v1/events",
    },
  ],
  out: (settings) => ({
    deliver: (delivery, _connection, sending) =>
      deliverByHttps(sending.route.url, delivery, { ...settings, ...sending }),
    check: ({ url }, { code }, by) => checkHttps(url, code, { ...settings, by }),
  }),
  in: (parts) => ({ routes: routesOf(parts) }),
};

function routesOf({ entrance, connections, admission, unproven, limits, settings, clock, log }: InParts) {
  const { maximumBytes, publicUrl, secretsDir, webhookMediaTypes } = settings;
  const common = { connections, maximumBytes, admission, limits, publicUrl };
  return [
    ediRoutes({ ...common, ...entrance("edi") }),
    eventRoutes({ ...common, ...entrance("events") }),
    webhookRoutes({
      ...common,
      ...entrance("webhooks"),
      admission: unproven,
      secretsOf: webhookSecretsIn(secretsDir),
      contentTypes: webhookMediaTypes,
      clock,
      log,
    }),
  ];
}
