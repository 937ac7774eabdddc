import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { workQueues } from "../../../sidecar/broker/topology.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import { createLanes } from "../../../sidecar/engine/model/lanes.ts";
import { startConfiguration } from "../../../sidecar/engine/odoo-sync/configuration.ts";
import { startReporter } from "../../../sidecar/engine/odoo-sync/reporter.ts";
import type { Configuration } from "../../../sidecar/engine/ports/connection.ts";
import type { ExchangeReport } from "../../../sidecar/engine/ports/odoo.ts";
import { workSubscriptions } from "../../../sidecar/engine/receive/work.ts";
import type { Document } from "../../../sidecar/engine/records.ts";
import { startUpkeep } from "../../../sidecar/engine/upkeep/upkeep.ts";
import { testBreaker } from "../../support/breaker.ts";
import { recordedLog } from "../../support/log.ts";
import { queuedDocument } from "../../support/memory-journal.ts";
import { tinyConnection } from "../../support/tiny.ts";

describe("the reporter", () => {
  async function report(open: boolean, odooFails: boolean) {
    const unreported = [queuedDocument({ number: "1", revision: 3 }), queuedDocument({ number: "2" })];
    const reported: ExchangeReport[] = [];
    const marked: Pick<Document, "id" | "revision">[] = [];
    const breaker = testBreaker();
    if (open) breaker.failed();
    let looks = 0;
    let calls = 0;
    const journal = {
      unreported: async () => {
        looks += 1;
        return marked.length > 0 ? [] : unreported;
      },
      markReported: async (documents: readonly Pick<Document, "id" | "revision">[]) =>
        void marked.push(...documents),
      postponeReport: async () => {},
    };
    const odoo = {
      read: async () => ({}),
      report: async (exchanges: readonly ExchangeReport[]) => {
        calls += 1;
        if (odooFails) throw new Error("Odoo away");
        reported.push(...exchanges);
      },
    };
    let asked = 0;
    const isOpen = () => {
      asked += 1;
      return breaker.isOpen();
    };
    const watched = { ...breaker, isOpen };
    const loop = startReporter(journal, odoo, watched, recordedLog());
    await eventually("two runs", () => {
      loop.nudge();
      return asked > 1;
    });
    await loop.stop();
    return { looks, calls, reported, marked };
  }

  it("reports what Odoo does not show yet, and marks it with the revision shown", async () => {
    const { reported, marked } = await report(false, false);
    expect(reported.map(({ document, outcome }) => [document.number, outcome])).toEqual([
      ["1", null],
      ["2", null],
    ]);
    expect(marked).toMatchObject([{ revision: 3 }, { revision: 1 }]);
  });

  it("marks nothing when Odoo does not accept it, and retries", async () => {
    const { marked, calls } = await report(false, true);
    expect(marked).toEqual([]);
    expect(calls).toBeGreaterThan(1);
  });

  it("does not call Odoo while it is unreachable", async () => {
    expect(await report(true, false)).toMatchObject({ looks: 0, calls: 0 });
  });
});

describe("the configuration", () => {
  const fresh = (version: string): Configuration => ({ version, connections: [tinyConnection()] });

  /** Runs the loop with Odoo's responses in this order. */
  async function configure(answers: readonly (Configuration | null | Error)[], journalFails = false) {
    const connections = createConnections({ version: "0", connections: [] });
    let queued = 0;
    const calls: { version: string | null; catalogue: readonly object[] | null; vocabulary?: string }[] = [];
    const saved: Configuration[] = [];
    const changes: (readonly string[])[] = [];
    const loop = startConfiguration(
      {
        journal: {
          saveConfiguration: async (configuration, changed = []) => {
            if (journalFails) throw new Error("journal away");
            saved.push(configuration);
            changes.push(changed);
            return changed.length;
          },
        },
        odoo: {
          configuration: async (version, catalogue, vocabulary) => {
            calls.push({ version, catalogue, ...(vocabulary && { vocabulary: vocabulary.version }) });
            const answer = answers[calls.length - 1] ?? null;
            if (answer instanceof Error) throw answer;
            return answer;
          },
        },
        connections,
        onQueued: () => {
          queued += 1;
        },
        catalogue: [{ code: "tiny" }],
        vocabulary: { version: "v1", codes: {} },
        breaker: testBreaker(),
        log: recordedLog(),
      },
      1,
    );
    await eventually("all answers were given", () => calls.length > answers.length);
    await loop.stop();
    return { connections, calls, saved, changes, queued };
  }

  it("names the connections that were switched on or got other identifiers, so that their messages go on", async () => {
    const [mine, other] = ["mine", "other"].map((code) => tinyConnection({ code }));
    const configurations = [
      [mine, { ...other, active: false }],
      [mine, other],
      [
        { ...mine, name: "Another name" },
        { ...other, identifiers: [] },
      ],
      [mine],
    ].map((connections, at) => ({ version: String(at + 1), connections }) as Configuration);
    const { changes, queued } = await configure(configurations);
    expect(changes).toEqual([["mine"], ["other"], ["other"], []]);
    expect(queued).toBe(3);
  });

  it("sends the catalogue to Odoo once, then requests with its version", async () => {
    const { connections, calls, saved } = await configure([fresh("1"), null]);
    expect(calls.slice(0, 3)).toEqual([
      { version: null, catalogue: [{ code: "tiny" }], vocabulary: "v1" },
      { version: "1", catalogue: null },
      { version: "1", catalogue: null },
    ]);
    expect(saved.map(({ version }) => version)).toEqual(["1"]);
    expect(connections.find("tiny")?.code).toBe("tiny");
  });

  it("is used while Odoo is unreachable, and the catalogue is sent when Odoo answers again", async () => {
    const { connections, calls } = await configure([new Error("away"), fresh("2")]);
    expect(calls.slice(0, 2).map(({ catalogue }) => catalogue)).toEqual([
      [{ code: "tiny" }],
      [{ code: "tiny" }],
    ]);
    expect(connections.version()).toBe("2");
  });

  it("is used only once the journal has stored it", async () => {
    const { connections, calls } = await configure([fresh("1"), fresh("1")], true);
    expect(connections.version()).toBe("0");
    expect(calls[1]?.version).toBe("0");
  });
});

describe("connections", () => {
  it("are found by their code while they are active", () => {
    const off = tinyConnection({ code: "off", active: false });
    const connections = createConnections({ version: "1", connections: [tinyConnection(), off] });
    expect(["tiny", "off", "none", null].map((code) => connections.find(code)?.code ?? null)).toEqual([
      "tiny",
      null,
      null,
      null,
    ]);
  });

  it("are unknown before the first contact", () => {
    const connections = createConnections(null);
    expect([connections.known(), connections.version(), connections.find("tiny")]).toEqual([
      false,
      null,
      null,
    ]);
    connections.replace({ version: "7", connections: [] });
    expect([connections.known(), connections.version()]).toEqual([true, "7"]);
  });
});

describe("upkeep", () => {
  it.each([
    [0, 0, 0, false, []],
    [2, 0, 0, true, []],
    [0, 3, 0, true, ["lost references were published again"]],
    [0, 0, 1, false, ["acknowledgements overdue"]],
  ])("%i due, %i lost, %i overdue: relay told %s, said %j", async (due, lost, overdue, nudged, said) => {
    const log = recordedLog();
    let runs = 0;
    let nudges = 0;
    const reasons: unknown[] = [];
    const journal = {
      republishLost: async () => lost,
      queueDue: async () => due,
      raiseOverdue: async (reason: unknown) => {
        reasons.push(reason);
        runs += 1;
        return overdue;
      },
    };
    const loop = startUpkeep({
      journal,
      drained: async () => [],
      leads: () => true,
      isTimeSure: () => true,
      onQueued: () => nudges++,
      log,
    });
    await eventually("a run", () => runs > 0);
    await loop.stop();
    expect(nudges > 0).toBe(nudged);
    expect([...new Set(log.entries.map(({ message }) => message))]).toEqual(said);
    expect(reasons[0]).toMatchObject({
      code: "ACKNOWLEDGEMENT_OVERDUE",
      reason: [{ term: "reason.ACKNOWLEDGEMENT_OVERDUE" }],
    });
  });

  it("raises nothing as overdue while the clock is uncertain", async () => {
    let runs = 0;
    let raised = 0;
    const loop = startUpkeep({
      journal: {
        republishLost: async () => 0,
        queueDue: async () => {
          runs += 1;
          return 0;
        },
        raiseOverdue: async () => {
          raised += 1;
          return 0;
        },
      },
      drained: async () => [],
      leads: () => true,
      isTimeSure: () => false,
      onQueued: () => {},
      log: recordedLog(),
    });
    await eventually("two runs", () => {
      loop.nudge();
      return runs > 1;
    });
    await loop.stop();
    expect(raised).toBe(0);
  });
});

describe("the work", () => {
  it("is delivered by reference: messages to decode, documents to apply", async () => {
    const seen: [string, readonly string[]][] = [];
    const log = recordedLog();
    const subscriptions = workSubscriptions({
      queuesOf: workQueues,
      decode: async (ids) => void seen.push(["decode", ids]),
      apply: (way) => async (ids) => void seen.push([way, ids]),
      lanes: createLanes({
        calls: { critical: 1, standard: 1, bulk: 1, contended: 1 },
        largest: 7,
        fillMs: 5,
      }),
      largest: 7,
      log,
    });
    const reference = (content: object) => ({
      body: Buffer.from(JSON.stringify(content)),
      routingKey: "",
      messageId: null,
      userId: null,
      contentType: null,
      headers: {},
    });
    const on = (queue: string) => subscriptions.find((one) => one.queue === queue);
    const [m1, m2, d1] = [randomUUID(), randomUUID(), randomUUID()];
    const { signal } = new AbortController();
    const messages = [reference({ message: m1 }), reference({ message: m2 })];
    await on("suture.work.decode.0")?.handle(messages, signal);
    const strays = [reference({ document: "no id of ours" }), { ...reference({}), body: Buffer.from("{") }];
    const disposition = await on("suture.work.critical.1")?.handle(
      [...strays, reference({ document: d1 })],
      signal,
    );
    expect(seen).toEqual([
      ["decode", [m1, m2]],
      ["critical", [d1]],
    ]);
    expect(disposition).toBe("done");
    expect(log.entries.map(({ level }) => level)).toEqual(["error", "error"]);
    expect(on("suture.work.bulk.0")).toMatchObject({ prefetch: 14, fillMs: 5 });
    expect(on("suture.work.critical.0")).toMatchObject({ prefetch: 14, fillMs: 0 });
    expect(new Set(subscriptions.map(({ queue }) => queue)).size).toBe(12);
  });
});
