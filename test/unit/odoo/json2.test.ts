import { describe, expect, it } from "vitest";
import { OdooFailure } from "../../../sidecar/engine/failures.ts";
import { createJson2 } from "../../../sidecar/odoo/json2.ts";
import { type Answerer, useHttpServers } from "../../support/http-server.ts";

const apiKey = "key-of-the-integration-user";
const serve = useHttpServers();

const client = (url: string, timeoutSeconds = 30) =>
  createJson2({ url, database: "hospital", apiKey: async () => apiKey, timeoutSeconds });

async function failure(call: Promise<unknown>): Promise<OdooFailure> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OdooFailure);
  return error as OdooFailure;
}

const json =
  (status: number, content: unknown, headers: Record<string, string> = {}): Answerer =>
  (response) =>
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(JSON.stringify(content));

/** How Odoo answers an error: its sentence beside a traceback and the arguments. */
const odooError = (message: string) => ({
  name: "odoo.exceptions.UserError",
  message,
  arguments: [message, apiKey],
  context: {},
  debug: `Traceback (most recent call last):\n  File "/odoo/http.py", line 1\nKeyError: '${apiKey}'`,
});

describe("a call of Odoo", () => {
  it("is a POST of the arguments, with the key, to the method of the model", async () => {
    const server = await serve(json(200, { partners: [{ id: 1 }] }));
    const answer = await client(server.url)("suture.gateway", "read", { requests: { partners: 1 } });
    expect(answer).toEqual({ partners: [{ id: 1 }] });
    expect(server.received).toMatchObject([
      {
        method: "POST",
        path: "/json/2/suture.gateway/read",
        body: '{"requests":{"partners":1}}',
        headers: {
          authorization: `bearer ${apiKey}`,
          "x-odoo-database": "hospital",
          "content-type": "application/json",
        },
      },
    ]);
  });

  it("goes to the root of the address, with or without a slash at its end", async () => {
    const server = await serve(json(200, null));
    await client(`${server.url}/`)("a", "b", {});
    expect(server.received[0]?.path).toBe("/json/2/a/b");
  });
});

describe("a key that was changed", () => {
  const keys = (...given: string[]) => {
    const asked: string[] = [];
    const apiKey = async () => {
      const next = given[Math.min(asked.length, given.length - 1)] ?? "";
      asked.push(next);
      return next;
    };
    return { asked, apiKey };
  };
  const only =
    (valid: string): Answerer =>
    (response, { headers }) =>
      headers.authorization === `bearer ${valid}`
        ? json(200, "done")(response, {} as never)
        : json(401, odooError("Invalid apikey"))(response, {} as never);
  const bearers = (received: readonly { headers: { authorization?: string | undefined } }[]) =>
    received.map(({ headers }) => headers.authorization);

  it("is looked up when the old one is refused, and the call is made once more", async () => {
    const server = await serve(only("new"));
    const { apiKey } = keys("old", "new");
    const call = createJson2({ url: server.url, database: "hospital", apiKey, timeoutSeconds: 30 });
    expect(await call("a", "b", { n: 1 })).toBe("done");
    expect(bearers(server.received)).toEqual(["bearer old", "bearer new"]);
    expect(server.received[1]?.body).toBe('{"n":1}');
  });

  it("is asked for each call: the new one is used before the old one ends", async () => {
    const server = await serve(json(200, null));
    const { apiKey } = keys("old", "new");
    const call = createJson2({ url: server.url, database: "hospital", apiKey, timeoutSeconds: 30 });
    await call("a", "b", {});
    await call("a", "b", {});
    expect(bearers(server.received)).toEqual(["bearer old", "bearer new"]);
  });

  it.each([
    ["the same", ["old"], 1],
    ["another wrong one", ["old", "wrong", "wronger"], 2],
  ])("to %s is refused, and not tried for ever", async (_what, given, calls) => {
    const server = await serve(only("new"));
    const call = createJson2({
      url: server.url,
      database: "h",
      apiKey: keys(...given).apiKey,
      timeoutSeconds: 30,
    });
    expect((await failure(call("a", "b", {}))).kind).toBe("unavailable");
    expect(server.received).toHaveLength(calls);
  });
});

describe("a failure by its status", () => {
  it.each([
    [400, "refused"],
    [401, "unavailable"],
    [403, "unavailable"],
    [404, "refused"],
    [409, "conflict"],
    [413, "refused"],
    [422, "refused"],
    [429, "unavailable"],
    [500, "refused"],
    [502, "unavailable"],
    [503, "unavailable"],
    [504, "unavailable"],
  ] as const)("%i is %s, with Odoo's sentence and neither traceback nor key", async (status, kind) => {
    const server = await serve(json(status, odooError("The period is locked.")));
    const failed = await failure(client(server.url)("a", "b", {}));
    expect(failed.kind).toBe(kind);
    expect(failed.message).toContain("The period is locked.");
    expect(failed.message).not.toMatch(/Traceback|KeyError|http\.py/);
    expect(`${failed.message}${failed.stack}${JSON.stringify(failed)}`).not.toContain(apiKey);
  });

  it.each([
    ["psycopg2.OperationalError", "unavailable"],
    ["psycopg2.errors.SerializationFailure", "conflict"],
    ["psycopg2.errors.DeadlockDetected", "conflict"],
    ["psycopg2.errors.CheckViolation", "refused"],
    ["odoo.sql_db.PoolError", "unavailable"],
    ["builtins.KeyError", "refused"],
  ])("500 because of %s is %s: Odoo's database may be away behind it", async (name, kind) => {
    const server = await serve(json(500, { ...odooError("No answer."), name }));
    expect((await failure(client(server.url)("a", "b", {}))).kind).toBe(kind);
  });

  it.each([
    ["7", 7],
    ["0", null],
    ["Fri, 20 Nov 2020 10:00:00 GMT", null],
    [new Date(Date.now() + 3_600_000).toUTCString(), expect.any(Number)],
    [undefined, null],
  ])("a Retry-After of %s is %s seconds", async (header, seconds) => {
    const server = await serve(json(503, {}, header === undefined ? {} : { "retry-after": header }));
    expect((await failure(client(server.url)("a", "b", {}))).retryAfterSeconds).toEqual(seconds);
  });

  it.each([["<html>Bad Gateway</html>"], ["null"], ['{"message":42}'], ['{"message":""}'], [""]])(
    "the body %j gives a sentence of our own",
    async (body) => {
      const server = await serve((response) => response.writeHead(502).end(body));
      expect((await failure(client(server.url)("a", "b", {}))).message).toBe("Odoo answered 502");
    },
  );
});

describe("no whole answer", () => {
  it.each<[string, Answerer]>([
    ["cut off in the middle", (response) => response.writeHead(200, { "content-length": "99" }).write("[1,")],
    ["not JSON", (response) => response.end("<html>maintenance</html>")],
    ["empty", (response) => response.end()],
  ])("%s: it may have been carried out, and is repeated under its key", async (_what, answer) => {
    const server = await serve((response, received) => {
      answer(response, received);
      if (!response.writableEnded) setImmediate(() => response.destroy());
    });
    expect((await failure(client(server.url)("a", "b", {}))).kind).toBe("unanswered");
  });

  it("a connection that is closed without an answer: unanswered", async () => {
    const server = await serve((response) => response.destroy());
    expect(await failure(client(server.url)("a", "b", {}))).toMatchObject({
      kind: "unanswered",
      message: "Odoo cannot be reached",
    });
  });

  it("nobody there: unavailable", async () => {
    const server = await serve(json(200, null));
    const gone = server.url.replace("127.0.0.1", "127.255.255.254");
    expect((await failure(client(gone)("a", "b", {}))).kind).toBe("unavailable");
  });

  it.each<[string, Answerer]>([
    ["no answer", () => {}],
    ["a beginning and no end", (response) => void response.writeHead(200).write("[")],
  ])("%s in time: unanswered", async (_what, answer) => {
    const server = await serve(answer);
    const failed = await failure(client(server.url, 0.5)("a", "b", {}));
    expect(failed.kind).toBe("unanswered");
    expect(server.received).toHaveLength(1);
  });
});
