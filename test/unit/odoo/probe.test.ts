import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import type { OdooSeen } from "../../../sidecar/engine/ports/odoo-contact.ts";
import { databaseMark, odooProbe, sharedProbe } from "../../../sidecar/odoo/probe.ts";
import { selfSigned } from "../../support/certificates.ts";
import { type Answerer, useHttpServers } from "../../support/http-server.ts";

const UUID = "5d5b1c0e-7f1c-11f0-8d5f-0242ac120002";
const key = "key-of-the-integration-user";
const serve = useHttpServers();
const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const probe = (url: string, timeoutSeconds = 30) =>
  odooProbe({ url, database: "hospital", apiKey: async () => key, timeoutSeconds })();
const answers =
  (status: number, body: string, type = "application/json"): Answerer =>
  (response) =>
    response.writeHead(status, { "content-type": type }).end(body);
const hello = JSON.stringify({ database_uuid: UUID, addon: "19.0.1.0.0" });

describe("the probe of Odoo", () => {
  it("reports that it is reached: the database and the addon, without an identifier", async () => {
    const server = await serve(answers(200, hello));
    const seen = await probe(server.url);
    expect(seen).toEqual({ state: "reached", database: databaseMark(UUID), addon: "19.0.1.0.0" });
    expect(JSON.stringify(seen)).not.toContain(UUID.slice(0, 8));
    expect(server.received).toMatchObject([
      {
        path: "/json/2/suture.gateway/hello",
        headers: { authorization: `bearer ${key}`, "x-odoo-database": "hospital" },
      },
    ]);
  });

  it.each([
    [401, '{"message":"Invalid apikey"}', "key-refused"],
    [401, "<html>Who are you?</html>", "not-odoo"],
    [403, '{"message":"Only the integration user"}', "not-allowed"],
    [403, "<html>Forbidden by the firewall</html>", "not-odoo"],
    [404, "<h1>Not Found</h1><p>No database is selected", "no-database"],
    [404, '{"message":"the model \'suture.gateway\' does not exist"}', "no-addon"],
    [422, '{"message":"no such method"}', "no-addon"],
    [500, '{"message":"boom"}', "failing"],
    [503, "", "failing"],
    [429, "", "failing"],
    [302, "", "not-odoo"],
    [200, "<html>It works!</html>", "not-odoo"],
    [200, '{"database_uuid":""}', "not-odoo"],
    [200, "null", "not-odoo"],
    [200, '{"database_uuid":7,"addon":[]}', "not-odoo"],
  ])("%i with %s is %s", async (status, body, state) => {
    const server = await serve(answers(status, body));
    expect(await probe(server.url)).toEqual({ state });
  });

  it("no server is unreachable", async () => {
    const server = await serve(answers(200, hello));
    expect(await probe(server.url.replace("127.0.0.1", "127.255.255.254"))).toEqual({ state: "unreachable" });
  });

  it("an unknown name is unreachable", async () => {
    expect(await probe("http://odoo.invalid")).toEqual({ state: "unreachable" });
  });

  it.each<[string, Answerer]>([
    ["nothing", () => {}],
    ["a beginning and no end", (response) => void response.writeHead(200).write("{")],
  ])("%s in time is no answer", async (_what, answer) => {
    const { url } = await serve(answer);
    expect(await probe(url, 0.3)).toEqual({ state: "silent" });
  });

  it("a self-signed certificate is untrusted", async () => {
    const server = createTlsServer(selfSigned("localhost"), (_request, response) => response.end(hello));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    expect(await probe(`https://localhost:${port}`)).toEqual({ state: "untrusted" });
  });
});

describe("a shared probe", () => {
  const reached: OdooSeen = { state: "reached" };
  const clockAt = (instant: { now: number }) => () => new Date(instant.now);

  it("is one call for concurrent callers, and for those soon after", async () => {
    let calls = 0;
    const ask = sharedProbe(
      async () => {
        calls += 1;
        return reached;
      },
      clockAt({ now: 0 }),
      { patienceMs: 60_000 },
    );
    const all = await Promise.all(Array.from({ length: 40 }, () => ask()));
    expect(all.every((contact) => contact?.state === "reached")).toBe(true);
    await ask();
    expect(calls).toBe(1);
  });

  it("is repeated when the last result is old", async () => {
    const instant = { now: 0 };
    const states: OdooSeen[] = [{ state: "key-refused" }, reached];
    const ask = sharedProbe(async () => states.shift() ?? reached, clockAt(instant), { patienceMs: 60_000 });
    expect((await ask())?.state).toBe("key-refused");
    instant.now = 1000;
    expect(await ask()).toEqual({ state: "reached", at: new Date(1000) });
  });

  it("returns the previous result while a call is pending, and the new one afterwards", async () => {
    const instant = { now: 0 };
    const slow = Promise.withResolvers<OdooSeen>();
    const ask = sharedProbe(() => slow.promise, clockAt(instant), { patienceMs: 5 });
    expect(await ask()).toBeNull();
    expect(await ask()).toBeNull();
    slow.resolve(reached);
    await eventually("its end is told", async () => (await ask())?.state === "reached");
  });
});
