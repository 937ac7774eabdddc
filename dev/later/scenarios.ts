/** What a scenario runs of each suite, in this order; everything without a list. */
export type Suites = {
  /** Files of `test/unit` and of `test/integration`, by path prefix. */
  readonly unit?: readonly string[];
  readonly integration?: readonly string[];
  /** Classes of the Python tests of our addons, as `<module>:<class>`. */
  readonly odoo?: readonly string[];
};

/** A clock that the tests must pass with. */
export type Scenario = {
  /** The name in `npm run test:later -- <name>`. */
  readonly name: string;
  readonly clock: string;
  /** The time zone of PostgreSQL, the sidecar and the tests; Odoo's processes are always in UTC. Default: the machine's. */
  readonly zone?: string;
  readonly suites: Suites;
};

/** Code that computes with time: where a wrong date or hour would show. */
const COMPUTES_WITH_TIME: Suites = {
  unit: [
    ...["dev", "engine", "flows", "formats", "observability", "odoo", "transports"].map(
      (room) => `test/unit/${room}/`,
    ),
    "test/unit/codecs/hl7v2/acknowledge",
    "test/unit/codecs/x12/write",
  ],
  integration: ["test/integration/engine/", "test/integration/journal/"],
  odoo: Object.entries({
    suture: "WorkQueue Decisions GatewayKey Health OverviewScale QueueScale ConnectionState SidecarChecks",
    suture_account: "CustomerInvoice Payment",
    suture_stock_account: "ConsumeStock",
    suture_purchase: "Report Retention Outbox Apply Read Waiting VendorBill",
    suture_purchase_stock: "Timeline Journey OverviewFlows OverviewOrders",
  }).flatMap(([module, names]) => names.split(" ").map((name) => `${module}:Test${name}`)),
};

/**
 * Everything with a clock weeks and a year ahead; on unusual days, the code that computes with time. The clocks of the two nights
 * start so that the clock change (at 01:00 UTC in Berlin, at 06:00 UTC in New York) happens while the tests run.
 */
export const SCENARIOS: readonly Scenario[] = [
  { name: "+45d", clock: "+45d", suites: {} },
  { name: "+400d", clock: "+400d", suites: {} },
  { name: "leap-day", clock: "@2028-02-29 09:00:00", suites: COMPUTES_WITH_TIME },
  { name: "spring", clock: "@2027-03-28 00:59:00", zone: "Europe/Berlin", suites: COMPUTES_WITH_TIME },
  { name: "autumn", clock: "@2027-11-07 05:59:00", zone: "America/New_York", suites: COMPUTES_WITH_TIME },
];

/** Returns the requested scenarios; all by default. @throws Error that lists them, if one is unknown */
export function scenariosFrom(names: readonly string[]): readonly Scenario[] {
  if (names.length === 0) return SCENARIOS;
  return names.map((name) => {
    const found = SCENARIOS.find((scenario) => scenario.name === name);
    if (found !== undefined) return found;
    const known = SCENARIOS.map((scenario) => scenario.name).join(", ");
    throw new Error(`There is no scenario "${name}". Available scenarios: ${known}.`);
  });
}
