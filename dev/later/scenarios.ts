/** The tests that a scenario runs, by suite. If a list is absent, all tests of the suite are run. */
export type Suites = {
  /** The files of `test/unit` (and, in `integration`, of `test/integration`), by the beginnings of their paths. */
  readonly unit?: readonly string[];
  readonly integration?: readonly string[];
  /** The classes of Python tests of our addons, as `<module>:<class>`. */
  readonly odoo?: readonly string[];
};

/** A clock with which the tests must pass. */
export type Scenario = {
  /** The name in `npm run test:later -- <name>`. */
  readonly name: string;
  readonly clock: string;
  /**
   * The time zone of PostgreSQL, the sidecar and the tests. Odoo's processes are always in UTC. Defaults to the time zone of the
   * machine.
   */
  readonly zone?: string;
  readonly suites: Suites;
};

/** The tests of code that calculates with dates and times. */
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
 * All scenarios. With a clock that is weeks or a year ahead, all tests are run; on unusual days, only the tests of code that
 * calculates with dates and times. The clocks of "spring" and "autumn" start one minute before a change to or from daylight
 * saving time (at 01:00 UTC in Berlin, at 06:00 UTC in New York), so that it happens while the tests run.
 */
export const SCENARIOS: readonly Scenario[] = [
  { name: "+45d", clock: "+45d", suites: {} },
  { name: "+400d", clock: "+400d", suites: {} },
  { name: "leap-day", clock: "@2028-02-29 09:00:00", suites: COMPUTES_WITH_TIME },
  { name: "spring", clock: "@2027-03-28 00:59:00", zone: "Europe/Berlin", suites: COMPUTES_WITH_TIME },
  { name: "autumn", clock: "@2027-11-07 05:59:00", zone: "America/New_York", suites: COMPUTES_WITH_TIME },
];

/**
 * Returns the scenarios with these names, or all scenarios if there are no names. Throws an error that lists the scenarios if a
 * name is unknown.
 */
export function scenariosFrom(names: readonly string[]): readonly Scenario[] {
  if (names.length === 0) return SCENARIOS;
  return names.map((name) => {
    const found = SCENARIOS.find((scenario) => scenario.name === name);
    if (found !== undefined) return found;
    const known = SCENARIOS.map((scenario) => scenario.name).join(", ");
    throw new Error(`There is no scenario "${name}". Available scenarios: ${known}.`);
  });
}
