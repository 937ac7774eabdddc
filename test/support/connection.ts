import type { ConnectionProfile } from "../../sidecar/documents/connection-profile.ts";

/** Returns the profile of an X12 connection to a vendor, with the given fields replaced. */
export function supplierConnection(given: Partial<ConnectionProfile> = {}): ConnectionProfile {
  return {
    code: "edi-harbor",
    name: "Harbor Medical Supply",
    kind: "edi",
    environment: "production",
    partnerId: 7,
    companyId: 1,
    currency: "USD",
    timeZone: "UTC",
    identifiers: [
      { owner: "partner", scheme: "ZZ", id: "HARBORMED" },
      { owner: "us", scheme: "ZZ", id: "NORTHFIELD" },
    ],
    format: { code: "x12", version: "004010", options: {} },
    acknowledges: true,
    acknowledgementHours: 24,
    flows: ["order-dispatch", "order-response", "vendor-invoice", "acknowledgement"],
    policy: {},
    ...given,
  };
}
