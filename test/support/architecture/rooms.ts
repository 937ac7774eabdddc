import { type Rooms, TERMS } from "./rules.ts";

/**
 * The rooms of the sidecar (its folders and top-level files) and what each may import, from top to bottom: no room imports a room
 * above it. The engine's rooms have an order of their own (see `engineLayers`). Adapters to the outside, such as the journal and
 * the broker, know only the engine's ports and model.
 */

/** The modules for texts that people read, and for rendering them in English. */
const texts = [
  ...["terms", "catalogue/terms.ts", "catalogue/reason-terms.ts"],
  ...["engine/model/terms.ts", "engine/resilience/terms.ts"],
];
/** The modules that every room outside the engine may import. */
const outside = [
  "engine/ports",
  "engine/records.ts",
  "engine/model",
  "engine/resilience",
  "documents",
  ...texts,
];
/** The modules that every room of the engine may import. */
const vocabulary = [
  ...["engine/ports", "engine/records.ts", "engine/model/terms.ts", "documents"],
  ...[...texts, "type flows/flow.ts"],
];

export const rooms: Rooms = {
  "main.ts": ["composition", "config", "observability"],
  composition: [
    ...[
      "api",
      "broker",
      "config",
      "http",
      "journal",
      "limits",
      "observability",
      "odoo",
      "reading",
      "security",
    ],
    ...["testing", "transports", "catalogue", "flows", "formats", ...outside],
    ...["engine/apply", "engine/deliver", "engine/dry-run", "engine/odoo-sync", "engine/operator"],
    ...["engine/receive", "engine/upkeep", "type express", "node:"],
  ],
  config: ["security", "testing", "transports/https/targets.ts", "zod", "node:"],
  "audit-verify.ts": ["config", "journal", "zod"],
  testing: [
    ...outside,
    "type broker/publisher.ts",
    "type journal/database.ts",
    "type journal/journal.ts",
    "node:",
  ],

  api: [
    ...["http", "limits", "security", "codecs", "formats", ...outside, "express", "zod", "node:"],
    ...["type flows/flow.ts", "type flows/catalogue-entry.ts", "flows/billing/encounter-completed/plan.ts"],
    ...["engine/operator", "engine/dry-run", "broker/topology.ts"],
  ],
  reading: [...outside, "transports/mllp/answer.ts", "limits/release.ts", "formats", "security", "node:"],
  transports: [
    ...outside,
    "http",
    "limits",
    "security",
    "codecs",
    "formats",
    "express",
    "nodemailer",
    "zod",
    "node:",
  ],
  http: [...outside, "codecs/gathered.ts", "limits", "security", "express", "zod", "node:"],
  limits: [...outside, "security", "rate-limiter-flexible", "uuid"],
  observability: [...outside, "pino", "prom-client", "node:"],
  odoo: [...outside, "type flows/flow.ts", "type security/changing-secret.ts", "zod", "node:"],
  broker: [...outside, "amqplib", "node:"],
  journal: [
    ...[...outside, "type flows/flow.ts", "flows/kit/findings.ts", "formats/format.ts"],
    ...["pg", "node-pg-migrate", "uuid", "node:"],
  ],
  security: ["type formats/pseudonym.ts", "terms", "node:"],

  "engine/operator": [
    ...[...vocabulary, "engine/model", "engine/resilience", "engine/apply", "engine/receive"],
    ...[
      "engine/dry-run",
      "engine/deliver",
      "engine/odoo-sync",
      "engine/upkeep",
      "flows/kit/findings.ts",
      "node:",
    ],
  ],
  "engine/dry-run": [
    ...[...vocabulary, "engine/model", "engine/resilience", "engine/apply", "engine/receive"],
    ...["formats"],
  ],
  "engine/deliver": [
    ...[...vocabulary, "engine/model", "engine/resilience", "engine/apply", "engine/receive"],
    "type formats/format.ts",
  ],
  "engine/odoo-sync": [
    ...[...vocabulary, "engine/model", "engine/resilience", "engine/apply", "engine/receive"],
    "catalogue/terms.ts",
  ],
  "engine/upkeep": [
    ...vocabulary,
    "engine/model",
    "engine/resilience",
    "engine/apply",
    "engine/receive",
    "node:",
  ],
  "engine/apply": [
    ...vocabulary,
    "engine/model",
    "engine/resilience",
    "formats",
    "catalogue/terms.ts",
    "catalogue/reason-terms.ts",
    "type zod",
  ],
  "engine/receive": [...vocabulary, "engine/model", "engine/resilience", "formats", "node:"],
  "engine/model": [...vocabulary, "engine/resilience", "formats", "node:"],
  "engine/resilience": ["engine/ports", "engine/records.ts", "documents", ...texts],
  "engine/ports": ["engine/records.ts", "documents", "type flows/flow.ts", "type formats/format.ts"].concat([
    "type formats/source-file.ts",
    "type formats/source-view.ts",
    "type formats/envelope-view.ts",
    "terms",
  ]),
  "engine/records.ts": ["documents", "terms", "type flows/flow.ts"],

  catalogue: [
    ...["catalogue/terms.ts", "documents", "formats", "flows", "terms", "zod", "node:"],
    ...["engine/model", "engine/records.ts", "transports/transport.ts"],
  ],
  "catalogue/terms.ts": ["terms", "catalogue/reason-terms.ts", TERMS],
  "catalogue/reason-terms.ts": ["documents", "terms"],
  formats: ["documents", "codecs", "terms", "zod", "decimal.js"],
  flows: ["documents", "terms", "zod", "decimal.js"],
  codecs: ["terms", "zod", "decimal.js"],
  documents: ["terms", "zod"],
  [TERMS]: ["terms"],
  terms: [],
};

/**
 * The layers of the engine, from top to bottom. A room may import rooms of lower layers, but no other rooms of its own layer or
 * of higher layers.
 */
export const engineLayers: readonly (readonly string[])[] = [
  ["engine/operator"],
  ["engine/dry-run", "engine/deliver", "engine/odoo-sync", "engine/upkeep"],
  ["engine/apply", "engine/receive"],
  ["engine/model"],
  ["engine/resilience"],
  ["engine/ports"],
  ["engine/records.ts"],
];

/** The rooms whose code must not use a clock, randomness, I/O or globals. */
export const pureRooms = ["documents", "terms", "codecs", "formats", "flows"] as const;

/** The sets of entries to which `docs/architecture.md` refers by name. */
export const namedSets: Readonly<Record<string, readonly string[]>> = { texts, contract: outside };
