/** What a scenario runs of each suite, in this order; all of it where there is no list. */
export type Suites = {
  /** Files of `test/unit` and of `test/integration`, by the beginnings of their paths. */
  readonly unit?: readonly string[];
  readonly integration?: readonly string[];
  /** Classes of the Python tests of our addons, as `<module>:<class>`. */
  readonly odoo?: readonly string[];
};

/** A clock under which the tests have to pass. */
export type Scenario = {
  /** What `npm run test:later -- <name>` asks for. */
  readonly name: string;
  readonly clock: string;
  /** The time zone of PostgreSQL, the sidecar and the tests; Odoo's processes are always in UTC. Default: the machine's. */
  readonly zone?: string;
  readonly suites: Suites;
};

/** What computes with time: where a wrong day or a wrong hour would show. */
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
 * Weeks and a year on, everything; on days that are unlike others, what computes with time. The clocks of the two nights start so
 * that the hour is changed (at 01:00 UTC in Berlin, at 06:00 UTC in New York) while the tests run.
 */
export const SCENARIOS: readonly Scenario[] = [
  { name: "+45d", clock: "+45d", suites: {} },
  { name: "+400d", clock: "+400d", suites: {} },
  { name: "leap-day", clock: "@2028-02-29 09:00:00", suites: COMPUTES_WITH_TIME },
  { name: "spring", clock: "@2027-03-28 00:59:00", zone: "Europe/Berlin", suites: COMPUTES_WITH_TIME },
  { name: "autumn", clock: "@2027-11-07 05:59:00", zone: "America/New_York", suites: COMPUTES_WITH_TIME },
];

/** The scenarios asked for; all when nothing is. @throws Error that names them, when one is unknown */
export function scenariosFrom(names: readonly string[]): readonly Scenario[] {
  if (names.length === 0) return SCENARIOS;
  return names.map((name) => {
    const found = SCENARIOS.find((scenario) => scenario.name === name);
    if (found !== undefined) return found;
    const known = SCENARIOS.map((scenario) => scenario.name).join(", ");
    throw new Error(`There is no scenario "${name}". Scenarios are: ${known}.`);
  });
}
