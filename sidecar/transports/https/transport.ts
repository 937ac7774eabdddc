import type { InParts, TransportModule } from "../transport.ts";
import { ediRoutes } from "./in/edi.ts";
import { eventRoutes } from "./in/events.ts";
import { webhookRoutes } from "./in/webhooks.ts";
import { checkHttps, deliverByHttps } from "./out.ts";

/** The HTTPS transport: files and events posted over HTTPS, in both directions. */
export const https: TransportModule = {
  code: "https",
  label: "HTTPS",
  directions: ["in", "out"],
  help: "Each file is posted to this address. If the partner requires credentials, write two lines to the file <SUTURE_SECRETS_DIR>/{connection}.authorization: first line its address (scheme, host and port), second line the value of the Authorization header. Odoo stores no secrets. An address inside your network must be listed in SUTURE_ALLOWED_TARGETS of the sidecar.",
  address: {
    label: "Address",
    help: "The address at which the partner accepts files. It starts with https:// and contains no user name or password.",
    // Plain HTTP is accepted for this machine only.
    pattern:
      "^(https://([^\\s/?#@\\[\\]:]+|\\[[0-9a-fA-F:.]+\\])|http://(127\\.0\\.0\\.1|localhost|\\[::1\\]))(:[0-9]+)?([/?#]\\S*)?$",
    example: "https://edi.partner.example/inbox",
  },
  endpoints: [
    {
      code: "files",
      label: "Address for files",
      everyFormat: true,
      proof: "key",
      address: (kind) => (kind === "billing" ? null : "{sidecar}/v1/edi/{connection}"),
    },
    {
      code: "webhooks",
      label: "Address for webhooks",
      everyFormat: true,
      proof: "signature",
      address: (kind) => (kind === "billing" ? "{sidecar}/v1/webhooks/{connection}" : null),
    },
    {
      code: "events",
      label: "Address for events",
      everyFormat: false,
      proof: "key",
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

function routesOf(parts: InParts) {
  const { entrance, connections, admission, unproven, limits, secretsOf, settings, clock, log } = parts;
  const { maximumBytes, publicUrl, webhookMediaTypes } = settings;
  const common = { connections, maximumBytes, admission, limits, publicUrl };
  return [
    ediRoutes({ ...common, ...entrance("edi") }),
    eventRoutes({ ...common, ...entrance("events") }),
    webhookRoutes({
      ...common,
      ...entrance("webhooks"),
      admission: unproven,
      secretsOf,
      contentTypes: webhookMediaTypes,
      clock,
      log,
    }),
  ];
}
