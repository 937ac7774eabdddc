import { describe, expect, it } from "vitest";
import { z } from "zod";
import { catalogueOf } from "../../../sidecar/catalogue/catalogue.ts";
import { createConnectionCheck } from "../../../sidecar/catalogue/connection-check.ts";
import { registries } from "../../../sidecar/composition/registries.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { ConfiguredConnection } from "../../../sidecar/engine/ports/connection.ts";
import type { TransportModule } from "../../../sidecar/transports/transport.ts";
import { tinyConnection } from "../../support/tiny.ts";

const check = createConnectionCheck(registries);

/** Returns a connection that is valid for this sidecar, except for the given values. */
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
      "options that contradict each other",
      { format: x12({ itemQualifiers: { buyer: "VN" } }) },
      [{ what: "option", code: "itemQualifiers.buyer", problem: "invalid" }],
    ],
    [
      "an option that the version does not have",
      { format: x12({ acknowledgement: "999" }) },
      [{ what: "option", code: "acknowledgement", problem: "invalid" }],
    ],
    [
      "an option that the version has",
      { format: { ...x12({ acknowledgement: "999" }), version: "005010X230" } },
      [],
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
      "settings of a transport that has none",
      { route: { transport: "folder", url: null, settings: { speed: 1 } } },
      [{ what: "route", code: "speed", problem: "unknown" }],
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

describe("the settings of a transport", () => {
  const tube: TransportModule = {
    code: "tube",
    label: "Tube",
    directions: ["out"],
    address: { label: "Station", help: "Where capsules arrive.", pattern: "^S[0-9]+$", example: "S7" },
    settings: z.strictObject({ pressure: z.int().min(1).default(3).meta({ title: "Pressure" }) }),
  };
  const composed = { ...registries, transports: [...registries.transports, tube] };
  const faultsOf = (settings: Readonly<Record<string, unknown>>) => {
    const route = { transport: "tube", url: "S7", settings };
    return createConnectionCheck(composed)(connection({ route, fallback: { route, afterMinutes: 5 } }));
  };

  it("are checked on both routes", () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ pressure: 0 })).toEqual([
      { what: "route", code: "pressure", problem: "invalid" },
      { what: "fallback-route", code: "pressure", problem: "invalid" },
    ]);
  });

  it("are in the catalogue, after the address", () => {
    const entry = catalogueOf(composed).transports.find(({ code }) => code === "tube");
    expect(entry?.settings).toMatchObject([
      { path: "address", label: "Station", pattern: "^S[0-9]+$", example: "S7" },
      { path: "settings.pressure", label: "Pressure", default: 3, minimum: 1 },
    ]);
  });
});

describe("the addresses of transports", () => {
  const patternOf = (wanted: string) => {
    const { address } = registries.transports.find(({ code }) => code === wanted) ?? {};
    return new RegExp(address?.pattern ?? "^$");
  };

  it("have an example that matches", () => {
    for (const { address } of registries.transports)
      if (address) expect(new RegExp(address.pattern).test(address.example)).toBe(true);
  });

  it.each([
    ["https://partner.example", true],
    ["https://partner.example:8443/in?x=1@2", true],
    ["https://[2001:db8::1]/in", true],
    ["http://127.0.0.1:8080/in", true],
    ["http://localhost", true],
    ["http://partner.example", false],
    ["https://user@partner.example", false],
    ["https://user:secret@partner.example", false],
    ["https://", false],
    ["https://[", false],
    ["ftp://partner.example", false],
    ["https://partner.example/a b", false],
  ])("of HTTPS: %s", (address, fits) => expect(patternOf("https").test(address)).toBe(fits));
});
