import { describe, expect, it } from "vitest";
import type { ApplyItem, Odoo } from "../../../sidecar/engine/ports/odoo.ts";
import { createGateway } from "../../../sidecar/odoo/gateway.ts";
import { queuedDocument } from "../../support/memory-journal.ts";
import { textTerm } from "../../support/told.ts";

/** Creates a gateway that records its calls and returns the same response to each. */
function gateway(answer: unknown) {
  const calls: { model: string; method: string; args: Readonly<Record<string, unknown>> }[] = [];
  const odoo = createGateway(async (model, method, args) => {
    calls.push({ model, method, args });
    return answer;
  });
  return { odoo, calls };
}

const connection = {
  code: "edi-harbor",
  name: "Harbor",
  kind: "edi",
  environment: "production",
  active: true,
  partner_id: 7,
  company_id: 1,
  currency: "USD",
  identifiers: [{ owner: "us", scheme: "ZZ", id: "NORTHFIELD" }],
  format: { code: "x12", version: "004010", options: { separators: "*" } },
  acknowledges: true,
  acknowledgement_hours: null,
  route: { transport: "https", url: "https://example.com" },
  flows: ["order-response"],
  policy: {},
};
const change = {
  model: "account.move",
  id: 9,
  name: "BILL/9",
  field: "ref",
  label: "Reference",
  from: "A",
  to: "B",
};
const outboxRow = { id: 1, key: "k", kind: "document", event: "e" };
const item: ApplyItem = {
  key: "k",
  contentHash: "h",
  exchange: { document: queuedDocument({ number: "1" }), outcome: null, doneAt: null },
  guards: [{ model: "purchase.order", id: 1, field: "state", equals: "purchase" }],
  operations: [
    { op: "attach", to: { ref: "bill" }, name: "a.pdf", mimetype: "application/pdf", contentBase64: "QUJD" },
    { op: "notify", to: { ref: "bill" }, body: textTerm("x") },
  ],
  links: [{ ref: "bill" }],
};

const request = { model: "purchase.order", domain: [], fields: ["name"] };

type Call = (odoo: Odoo) => Promise<unknown>;
const calls: Readonly<Record<string, Call>> = {
  read: (odoo) => odoo.read({ orders: request, none: request }),
  report: (odoo) => odoo.report([item.exchange]),
  outboxReport: (odoo) => odoo.outboxReport([{ id: 1, status: "taken" }]),
  reportConnections: (odoo) => odoo.reportConnections([]),
  apply: (odoo) => odoo.apply([item]),
  preview: (odoo) => odoo.preview([item]),
  configuration: (odoo) => odoo.configuration(null, []),
  outboxTake: (odoo) => odoo.outboxTake(50, 60),
};

describe("answers of Odoo", () => {
  it.each<[keyof typeof calls, unknown, unknown]>([
    ["read", { orders: [{ id: 1, name: "P1" }], none: [] }, { orders: [{ id: 1, name: "P1" }], none: [] }],
    [
      "apply",
      [
        {
          key: "k",
          status: "applied",
          records: [{ ref: "bill", model: "account.move", id: 9, name: "BILL/9" }],
        },
      ],
      [
        {
          key: "k",
          status: "applied",
          records: [{ ref: "bill", model: "account.move", id: 9, name: "BILL/9" }],
          reason: null,
        },
      ],
    ],
    [
      "apply",
      [{ key: "k", status: "rejected", records: null, reason: { code: "PERIOD_LOCKED", message: "March." } }],
      [{ key: "k", status: "rejected", records: [], reason: { code: "PERIOD_LOCKED", message: "March." } }],
    ],
    [
      "preview",
      [{ key: "k", status: "applied", changes: [{ ...change, id: null, from: null }] }],
      [{ key: "k", status: "applied", reason: null, changes: [{ ...change, id: null, from: null }] }],
    ],
    [
      "preview",
      [{ key: "k", status: "stale", reason: { code: "CONFLICT", message: "Later." }, changes: [] }],
      [{ key: "k", status: "stale", reason: { code: "CONFLICT", message: "Later." }, changes: [] }],
    ],
    ["report", [{ message_key: "tiny/1", exchange_id: 4 }], undefined],
    ["outboxReport", true, undefined],
    ["reportConnections", true, undefined],
    ["configuration", { unchanged: true, version: "3" }, null],
    ["configuration", { version: "3", connections: [] }, { version: "3", connections: [] }],
    [
      "outboxTake",
      [{ ...outboxRow, model: "purchase.order", res_id: 7, message_key: null, arguments: { by: "Ann" } }],
      [
        {
          ...outboxRow,
          connection: null,
          model: "purchase.order",
          resId: 7,
          number: null,
          messageKey: null,
          arguments: { by: "Ann" },
          traceId: "",
        },
      ],
    ],
  ])("%s: %j", async (call, answer, expected) => {
    expect(await calls[call]?.(gateway(answer).odoo)).toEqual(expected);
  });

  it("a connection gets the sidecar's field names, and an unset format is empty", async () => {
    const answer = {
      version: "3",
      connections: [connection, { ...connection, format: { code: null, version: null, options: {} } }],
    };
    const configuration = await gateway(answer).odoo.configuration("2", null);
    expect(configuration?.connections).toMatchObject([
      {
        code: "edi-harbor",
        partnerId: 7,
        companyId: 1,
        acknowledgementHours: null,
        format: { version: "004010" },
      },
      { format: { code: "", version: "" } },
    ]);
    expect(configuration?.connections[0]).not.toHaveProperty("partner_id");
  });

  it.each([
    [{ "partner-mail.unnamed": "Dokument" }, { mailTexts: { "partner-mail.unnamed": "Dokument" } }],
    [null, {}],
    [undefined, {}],
    [{ "partner-mail.unnamed": 7 }, {}],
  ])("the texts of emails %j: without any, the connection works too", async (mail_texts, expected) => {
    const answer = { version: "3", connections: [{ ...connection, mail_texts }] };
    const [read] = (await gateway(answer).odoo.configuration("2", null))?.connections ?? [];
    expect(read).toMatchObject({ active: true, ...expected });
    expect(read).not.toHaveProperty("mail_texts");
    if (!("mailTexts" in expected)) expect(read).not.toHaveProperty("mailTexts");
  });

  it.each([
    ["Pacific/Auckland", "Pacific/Auckland"],
    [undefined, "UTC"],
    [null, "UTC"],
    ["Nowhere/Land", "UTC"],
  ])("a company's time zone %s is %s: an earlier addon sends none", async (time_zone, timeZone) => {
    const answer = { version: "3", connections: [{ ...connection, time_zone }] };
    const configuration = await gateway(answer).odoo.configuration("2", null);
    expect(configuration?.connections).toMatchObject([{ timeZone }]);
    expect(configuration?.connections[0]).not.toHaveProperty("time_zone");
  });

  it.each<[string, object]>([
    ["environment", { environment: "staging" }],
    ["company_id", { company_id: null }],
    ["route", { route: null }],
    ["fallback.after_minutes", { fallback: { route: { transport: "email", url: "a@b" }, after_minutes: 0 } }],
  ])(
    "a connection whose %s cannot be read is switched off with the reason; the others are read",
    async (code, given) => {
      const answer = {
        version: "3",
        connections: [{ ...connection, code: "edi-broken", ...given }, connection],
      };
      const configuration = await gateway(answer).odoo.configuration("2", null);
      expect(configuration?.connections).toMatchObject([
        { code: "edi-broken", active: false, faults: [{ what: "connection", code, problem: "invalid" }] },
        { code: "edi-harbor", active: true },
      ]);
    },
  );

  it("a connection by a transport of a newer Odoo is read", async () => {
    const route = { transport: "sftp", url: "sftp://harbor.example" };
    const answer = { version: "3", connections: [{ ...connection, route }] };
    const configuration = await gateway(answer).odoo.configuration("2", null);
    expect(configuration?.connections).toMatchObject([{ code: "edi-harbor", route }]);
  });

  it("a connection can have a fallback; an earlier Odoo omits it", async () => {
    const route = { transport: "email", url: "orders@harbor.example" };
    const answer = {
      version: "3",
      connections: [connection, { ...connection, fallback: { route, after_minutes: 30 } }],
    };
    const configuration = await gateway(answer).odoo.configuration("2", null);
    expect(configuration?.connections.map(({ fallback }) => fallback)).toEqual([
      null,
      { route, afterMinutes: 30 },
    ]);
  });
});

describe("an answer of another shape is invalid", () => {
  it.each(
    Object.keys(calls).flatMap((call) =>
      [[], {}, null, "<html></html>", [null]].map((answer) => [call, answer]),
    ),
  )("%s: %j", async (call, answer) => {
    const isAnAnswer = call === "outboxTake" && JSON.stringify(answer) === "[]";
    const made = calls[String(call)]?.(gateway(answer).odoo);
    if (isAnAnswer) expect(await made).toEqual([]);
    else await expect(made).rejects.toMatchObject({ name: "OdooFailure", kind: "unanswered" });
  });

  it.each<[keyof typeof calls, unknown]>([
    ["read", { orders: [] }],
    ["read", { orders: [], none: [], more: [] }],
    ["apply", [{ key: "other", status: "applied" }]],
    [
      "apply",
      [
        { key: "k", status: "applied" },
        { key: "k", status: "applied" },
      ],
    ],
    ["report", [{ message_key: "tiny/2", exchange_id: 4 }]],
    ["report", [{ message_key: "tiny/1" }]],
    ["outboxReport", false],
    ["read", []],
    ["read", { orders: { id: 1 } }],
    ["read", { orders: [{ name: "no id" }] }],
    ["read", { orders: [{ id: "1" }] }],
    ["preview", {}],
    ["preview", [{ key: "k", status: "applied" }]],
    ["preview", [{ key: "k", status: "applied", changes: [{ ...change, to: { nested: 1 } }] }]],
    ["apply", {}],
    ["apply", [{ key: "k", status: "perhaps" }]],
    ["apply", [{ status: "applied" }]],
    ["apply", [{ key: "k", status: "applied", records: [{ model: "a", id: 1.5 }] }]],
    ["configuration", { unchanged: false, version: "1" }],
    ["configuration", { version: "1" }],
    ["configuration", { version: "1", connections: [{ ...connection, code: null }] }],
    ["outboxTake", [{ ...outboxRow, kind: "wish" }]],
    ["outboxTake", [{ ...outboxRow, id: null }]],
    ["outboxTake", null],
  ])("%s: %j", async (call, answer) => {
    await expect(calls[call]?.(gateway(answer).odoo)).rejects.toMatchObject({ kind: "unanswered" });
  });
});

describe("requests to Odoo", () => {
  it("an application, with the gateway's names", async () => {
    const { odoo, calls: made } = gateway([{ key: "k", status: "applied" }]);
    await odoo.apply([item]);
    expect(made).toMatchObject([
      {
        model: "suture.gateway",
        method: "apply",
        args: {
          batch: [
            {
              key: "k",
              content_hash: "h",
              guards: item.guards,
              links: [{ ref: "bill" }],
              operations: [{ op: "attach", name: "a.pdf", content_base64: "QUJD" }, { op: "notify" }],
              exchange: { message_key: "tiny/1", document_number: "1", state: "queued" },
            },
          ],
        },
      },
    ]);
    expect(JSON.stringify(made)).not.toContain("contentBase64");
  });

  it.each<[string, (odoo: Odoo) => Promise<unknown>, object]>([
    [
      "configuration",
      (odoo) => odoo.configuration("4", null).catch(() => {}),
      { version: "4", catalogue: null, vocabulary: null },
    ],
    ["outbox_take", (odoo) => odoo.outboxTake(50, 60).catch(() => {}), { limit: 50, lease: 60 }],
    [
      "outbox_report",
      (odoo) => odoo.outboxReport([{ id: 1, status: "taken" }]),
      { results: [{ id: 1, status: "taken" }] },
    ],
    ["report", (odoo) => odoo.report([item.exchange]), { exchanges: [{ message_key: "tiny/1" }] }],
    [
      "report_connections",
      (odoo) =>
        odoo.reportConnections([
          {
            code: "a",
            unreachableSince: new Date("2026-11-20T09:00:00Z"),
            nextAttemptAt: null,
            detail: textTerm("no"),
          },
          { code: "b", unreachableSince: null, nextAttemptAt: null, detail: null },
        ]),
      {
        connections: [
          {
            code: "a",
            delivery_state: "unreachable",
            unreachable_since: "2026-11-20T09:00:00Z",
            next_attempt_at: null,
            detail: [textTerm("no")],
          },
          { code: "b", delivery_state: "ok", unreachable_since: null },
        ],
      },
    ],
    [
      "report_connections",
      (odoo) =>
        odoo.reportRoutes([
          { code: "a", trouble: [textTerm("no entry")] },
          { code: "b", trouble: null },
        ]),
      {
        connections: [
          { code: "a", route_trouble: [textTerm("no entry")] },
          { code: "b", route_trouble: null },
        ],
      },
    ],
    [
      "report_health",
      (odoo) =>
        odoo.reportHealth({
          instance: "machine:8080",
          version: "1",
          startedAt: new Date("2026-11-20T09:00:00Z"),
          lanes: [{ lane: "bulk", documents: 2, oldestSeconds: 3, queued: null, calls: 1, partitions: 2 }],
          deadLetters: 4,
          waitingForOdoo: 5,
          breakers: [
            {
              target: "edi-a",
              state: "open",
              since: new Date("2026-11-20T09:00:00Z"),
              nextAttemptAt: new Date("2026-11-20T09:05:00Z"),
            },
          ],
          parts: { journal: "up", broker: "down", odoo: "up", configuration: "up", clock: "down" },
        }),
      {
        health: {
          instance: "machine:8080",
          version: "1",
          started_at: "2026-11-20T09:00:00Z",
          lanes: [{ lane: "bulk", documents: 2, oldest_seconds: 3, queued: null, calls: 1, partitions: 2 }],
          dead_letters: 4,
          waiting_for_odoo: 5,
          breakers: [
            {
              target: "edi-a",
              state: "open",
              since: "2026-11-20T09:00:00Z",
              next_attempt_at: "2026-11-20T09:05:00Z",
            },
          ],
          parts: { journal: "up", broker: "down", odoo: "up", configuration: "up", clock: "down" },
        },
      },
    ],
  ])("%s", async (method, call, args) => {
    const { odoo, calls: made } = gateway(
      method === "report" ? [{ message_key: "tiny/1", exchange_id: 4 }] : true,
    );
    await call(odoo);
    expect(made).toMatchObject([{ model: "suture.gateway", method, args }]);
  });
});
