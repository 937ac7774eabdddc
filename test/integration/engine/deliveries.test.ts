import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { type Deliveries, startDeliveries } from "../../../sidecar/engine/deliver/deliver.ts";
import { createConnections } from "../../../sidecar/engine/model/connections.ts";
import type { Document } from "../../../sidecar/engine/records.ts";
import { transports } from "../../../sidecar/transports/registry.ts";
import { createTransport } from "../../../sidecar/transports/sending.ts";
import { dispatchOne } from "../../support/deliveries.ts";
import { type Received, useHttpServers } from "../../support/http-server.ts";
import { useJournal } from "../../support/journal.ts";
import { recordedLog } from "../../support/log.ts";
import { loopbackTargets } from "../../support/loopback-targets.ts";
import { tinyConnection } from "../../support/tiny.ts";

const test = useJournal();
const serve = useHttpServers();
const running: Deliveries[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((deliverer) => deliverer.stop()));
});

/** The deliverer of one sidecar, with the shortest waits. */
function startDeliverer(routes: Readonly<Record<string, string>>, inOrder = false): Deliveries {
  const connections = Object.entries(routes).map(([code, url]) =>
    tinyConnection({
      code,
      route: { transport: "https", url },
      format: { code: "t", version: "", options: {} },
    }),
  );
  const deliverer = startDeliveries({
    journal: test.journal,
    connections: createConnections({ version: "1", connections }),
    formats: [{ code: "t", inOrder }],
    transport: createTransport(transports, {
      dropFolder: null,
      secretsDir: null,
      timeoutSeconds: 30,
      clock: () => new Date(),
      mail: null,
      targets: loopbackTargets,
    }),
    clock: () => new Date(),
    isTimeSure: () => true,
    random: () => 0,
    giveUpHours: 24,
    graceMs: 0,
    onSettled: () => {},
    log: recordedLog(),
  });
  running.push(deliverer);
  return deliverer;
}

const dispatch = async (connection: string, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await dispatchOne(test.journal, connection)).id);
  return ids;
};
const states = async (ids: readonly string[]) =>
  (await test.journal.documentsById(ids)).map(({ state }) => state);
const allDone = (ids: readonly string[]) =>
  eventually("all are done", async () => (await states(ids)).every((state) => state === "done"));
const bodies = (received: readonly Received[]) => received.map(({ body }) => Number(body));

describe("two sidecars that deliver", () => {
  it("deliver each document once", async () => {
    const partner = await serve((response) => response.writeHead(202).end());
    const ids = await dispatch("edi-two", 30);
    startDeliverer({ "edi-two": partner.url });
    startDeliverer({ "edi-two": partner.url });
    await allDone(ids);
    expect(bodies(partner.received).toSorted((one, other) => one - other)).toEqual(
      Array.from({ length: 30 }, (_, index) => index + 1),
    );
  });

  it("deliver in order where the partner requires it, also after failures", async () => {
    let calls = 0;
    const partner = await serve((response) => {
      calls += 1;
      response.writeHead(calls % 3 === 0 ? 503 : 202).end();
    });
    const ids = await dispatch("edi-ordered", 12);
    startDeliverer({ "edi-ordered": partner.url }, true);
    startDeliverer({ "edi-ordered": partner.url }, true);
    await allDone(ids);
    const taken = bodies(partner.received);
    expect(taken).toEqual(taken.toSorted((one, other) => one - other));
    expect(new Set(taken).size).toBe(12);
  });

  it("do not delay a partner because another one never answers", async () => {
    const silent = await serve(() => {});
    const quick = await serve((response) => response.writeHead(202).end());
    const [waiting, through] = [await dispatch("edi-silent", 8), await dispatch("edi-quick", 8)];
    const routes = { "edi-silent": silent.url, "edi-quick": quick.url };
    startDeliverer(routes);
    startDeliverer(routes);
    await eventually("the silent partner holds some", () => silent.received.length > 0);
    await allDone(through);
    expect(new Set(await states(waiting))).toEqual(new Set(["processing"]));
  });

  it("detect an unreachable partner together, stop calling it, and continue when it answers", async () => {
    let isUnreachable = true;
    const partner = await serve((response) => response.writeHead(isUnreachable ? 503 : 202).end());
    const ids = await dispatch("edi-flaps", 12);
    startDeliverer({ "edi-flaps": partner.url });
    startDeliverer({ "edi-flaps": partner.url });
    const shown = await eventually("all wait and say so", async () => {
      const documents = await test.journal.documentsById(ids);
      return documents.every(({ state }) => state === "waiting") ? documents : null;
    });
    expect(shown.every(({ reasonCode }) => reasonCode === "PARTNER_UNAVAILABLE")).toBe(true);
    // Deliveries that were running when it opened were tried; the others only as probes, one at a time.
    const untried = (documents: readonly Document[]) => documents.filter(({ attempts }) => attempts === 0);
    expect(untried(shown).length).toBeGreaterThan(0);
    isUnreachable = false;
    await allDone(ids);
  });

  it("take over what another returns when it stops", async () => {
    const held: ServerResponse[] = [];
    let stalls = true;
    const partner = await serve((response) => {
      if (stalls) held.push(response);
      else response.writeHead(202).end();
    });
    const ids = await dispatch("edi-stops", 3);
    const first = startDeliverer({ "edi-stops": partner.url });
    await eventually("all are under way", () => held.length === 3);
    stalls = false;
    await first.stop();
    const attempts = await test.database.query(
      "select attempts, leased_until from delivery where connection = 'edi-stops'",
    );
    expect(attempts.rows).toEqual(Array(3).fill({ attempts: 0, leased_until: null }));
    startDeliverer({ "edi-stops": partner.url });
    await allDone(ids);
    const keys = partner.received.map(({ headers }) => headers["idempotency-key"]);
    expect([keys.length, new Set(keys).size]).toEqual([6, 3]);
  });
});
