import { describe, expect, it } from "vitest";
import { createConnectionCheck } from "../../../sidecar/catalogue/connection-check.ts";
import { registries } from "../../../sidecar/composition/registries.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { ConfiguredConnection } from "../../../sidecar/engine/ports/connection.ts";
import { tinyConnection } from "../../support/tiny.ts";

const check = createConnectionCheck(registries);

/** A connection that this sidecar knows all of, but for what is given. */
const connection = (given: Partial<ConfiguredConnection> = {}): ConfiguredConnection => ({
  ...tinyConnection({ code: "edi" }),
  format: { code: "x12", version: "004010", options: { orderType: "SA" } },
  route: { transport: "folder", url: null },
  flows: ["order-response"],
  policy: { price_tolerance_percent: 1.5, transit_days: null },
  ...given,
});
const x12 = (options: Readonly<Record<string, unknown>>) => ({ code: "x12", version: "004010", options });

describe("a connection with a part that this sidecar does not know", () => {
  it.each<[string, Partial<ConfiguredConnection>, object[]]>([
    ["all is known", {}, []],
    ["no format is chosen yet", { format: { code: "", version: "", options: { any: 1 } } }, []],
    [
      "a format",
      { format: { code: "edifact", version: "D96A", options: {} } },
      [{ what: "format", code: "edifact", problem: "unknown" }],
    ],
    [
      "options",
      { format: x12({ nonsense: 1, itemQualifiers: { other: "XX" }, orderType: "BK" }) },
      [
        { what: "option", code: "orderType", problem: "invalid" },
        { what: "option", code: "itemQualifiers.other", problem: "unknown" },
        { what: "option", code: "nonsense", problem: "unknown" },
      ],
    ],
    [
      "the transports",
      {
        route: { transport: "sftp", url: "sftp://x" },
        fallback: { route: { transport: "fax", url: null }, afterMinutes: 5 },
      },
      [
        { what: "transport", code: "sftp", problem: "unknown" },
        { what: "fallback", code: "fax", problem: "unknown" },
      ],
    ],
    [
      "the policy",
      { policy: { nonsense: 1, price_tolerance_percent: -1 }, flows: ["order-response", "vendor-invoice"] },
      [
        { what: "policy", code: "nonsense", problem: "unknown" },
        { what: "policy", code: "price_tolerance_percent", problem: "invalid" },
      ],
    ],
    ["a setting of a flow that it does not have may be anything", { policy: { wait_hours: "long" } }, []],
  ])("%s", (_name, given, faults) => {
    expect(check(connection(given))).toEqual(faults);
  });

  it("is switched off alone, from the journal and from Odoo; the others are served", () => {
    const strange = connection({ code: "strange", format: { code: "edifact", version: "", options: {} } });
    const both = { version: "1", connections: [connection(), strange] };
    const connections = createConnections(both, check);
    connections.replace({ ...both, version: "2" });
    for (const known of [createConnections(both, check), connections]) {
      expect(known.find("edi")?.active).toBe(true);
      expect(known.find("strange")).toBeNull();
      expect(known.withFlow("order-response")?.code).toBe("edi");
      expect(known.configured("strange")).toMatchObject({ active: false, faults: [{ code: "edifact" }] });
    }
  });

  it("is served again once Odoo sends what this sidecar knows", () => {
    const strange = connection({ route: { transport: "sftp", url: null } });
    const connections = createConnections({ version: "1", connections: [strange] }, check);
    connections.replace({ version: "2", connections: [connection()] });
    expect(connections.find("edi")?.faults ?? []).toEqual([]);
  });
});
