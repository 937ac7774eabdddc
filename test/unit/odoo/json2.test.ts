import { describe, expect, it } from "vitest";
import { OdooFailure } from "../../../sidecar/engine/resilience/failures.ts";
import { createJson2 } from "../../../sidecar/odoo/json2.ts";
import { type Answerer, useHttpServers } from "../../support/http-server.ts";

const apiKey = "key-of-the-integration-user";
const serve = useHttpServers();

const client = (url: string, timeoutSeconds = 30) =>
  createJson2({ url, database: "hospital", apiKey: async () => apiKey, timeoutSeconds }, () => new Date());

async function failure(call: Promise<unknown>): Promise<OdooFailure> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OdooFailure);
  return error as OdooFailure;
}

/** A response that does not come from the gateway, but from a proxy or from Odoo itself. */
const unmarked =
  (status: number, content: unknown, headers: Record<string, string> = {}): Answerer =>
  (response) =>
    response
      .writeHead(status, { "content-type": "application/json", ...headers })
      .end(typeof content === "string" ? content : JSON.stringify(content));

const json = (status: number, content: unknown): Answerer =>
  unmarked(status, JSON.stringify(content), { "x-suture-gateway": "19.0.1.0.0" });

/** Odoo's response to an error: a sentence, a traceback and the arguments. */
const odooError = (message: string) => ({
  name: "odoo.exceptions.UserError",
  message,
  arguments: [message, apiKey],
  context: {},
  debug: `Traceback (most recent call last):\n  File "/odoo/http.py", line 1\nKeyError: '${apiKey}'`,
});

describe("a call to Odoo", () => {
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

describe("a changed key", () => {
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
        : unmarked(401, odooError("Invalid apikey"))(response, {} as never);
  const bearers = (received: readonly { headers: { authorization?: string | undefined } }[]) =>
    received.map(({ headers }) => headers.authorization);

  it("is read when the old one is refused, and the call is repeated once", async () => {
    const server = await serve(only("new"));
    const { apiKey } = keys("old", "new");
    const call = createJson2(
      { url: server.url, database: "hospital", apiKey, timeoutSeconds: 30 },
      () => new Date(),
    );
    expect(await call("a", "b", { n: 1 })).toBe("done");
    expect(bearers(server.received)).toEqual(["bearer old", "bearer new"]);
    expect(server.received[1]?.body).toBe('{"n":1}');
  });

  it("is read for each call: the new one is used before the old one expires", async () => {
    const server = await serve(json(200, null));
    const { apiKey } = keys("old", "new");
    const call = createJson2(
      { url: server.url, database: "hospital", apiKey, timeoutSeconds: 30 },
      () => new Date(),
    );
    await call("a", "b", {});
    await call("a", "b", {});
    expect(bearers(server.received)).toEqual(["bearer old", "bearer new"]);
  });

  it.each([
    ["the same", ["old"], 1],
    ["another wrong one", ["old", "wrong", "wronger"], 2],
  ])("to %s is refused, and not retried forever", async (_what, given, calls) => {
    const server = await serve(only("new"));
    const call = createJson2(
      {
        url: server.url,
        database: "h",
        apiKey: keys(...given).apiKey,
        timeoutSeconds: 30,
      },
      () => new Date(),
    );
    expect((await failure(call("a", "b", {}))).kind).toBe("unavailable");
    expect(server.received).toHaveLength(calls);
  });
});

const statuses = [400, 401, 404, 413, 422, 429, 500, 502, 503, 504] as const;

describe("a failure", () => {
  it.each(statuses)(
    "%i of the gateway is a refusal, with Odoo's message and neither traceback nor key",
    async (status) => {
      const server = await serve(json(status, odooError("The period is locked.")));
      const failed = await failure(client(server.url)("a", "b", {}));
      expect(failed.kind).toBe("refused");
      expect(failed.message).toContain("The period is locked.");
      expect(failed.message).not.toMatch(/Traceback|KeyError|http\.py/);
      expect(`${failed.message}${failed.stack}${JSON.stringify(failed)}`).not.toContain(apiKey);
    },
  );

  it("403 of the gateway concerns the integration user, not the documents of the call", async () => {
    const server = await serve(json(403, odooError("Only the integration user can call the gateway.")));
    expect((await failure(client(server.url)("a", "b", {}))).kind).toBe("unavailable");
  });

  it.each([...statuses, 403, 301, 307])(
    "%i of another server says nothing about the documents of the call",
    async (status) => {
      const server = await serve(
        unmarked(status, odooError("The period is locked."), { location: "/elsewhere" }),
      );
      const failed = await failure(client(server.url)("a", "b", {}));
      expect(failed.kind).toBe("unavailable");
      expect(failed.message).toContain("The period is locked.");
      expect(`${failed.message}${failed.stack}${JSON.stringify(failed)}`).not.toContain(apiKey);
      expect(server.received).toHaveLength(1);
    },
  );

  it.each([
    ["psycopg2.OperationalError", "unavailable"],
    ["psycopg2.errors.SerializationFailure", "conflict"],
    ["psycopg2.errors.DeadlockDetected", "conflict"],
    ["psycopg2.errors.LockNotAvailable", "conflict"],
    ["psycopg2.errors.CheckViolation", "unavailable"],
    ["odoo.sql_db.PoolError", "unavailable"],
    ["builtins.KeyError", "unavailable"],
  ])("500 because of %s, without the gateway's mark, is %s", async (name, kind) => {
    const server = await serve(unmarked(500, { ...odooError("No answer."), name }));
    expect((await failure(client(server.url)("a", "b", {}))).kind).toBe(kind);
  });

  it.each([
    [
      "409, when somebody has the record, is a conflict",
      unmarked(409, { ...odooError("Later."), name: "odoo.exceptions.LockError" }),
      "conflict",
    ],
    ["409 of a proxy is not", unmarked(409, "<html>Conflict</html>"), "unavailable"],
    ["409 of a proxy that speaks JSON is not", unmarked(409, { message: "Conflict" }), "unavailable"],
  ] as const)("%s", async (_what, answer, kind) => {
    const server = await serve(answer);
    expect((await failure(client(server.url)("a", "b", {}))).kind).toBe(kind);
  });

  it.each([
    ["7", 7],
    ["0", null],
    ["Fri, 20 Nov 2020 10:00:00 GMT", null],
    [new Date(Date.now() + 3_600_000).toUTCString(), expect.any(Number)],
    [undefined, null],
  ])("a Retry-After of %s is %s seconds", async (header, seconds) => {
    const server = await serve(unmarked(503, {}, header === undefined ? {} : { "retry-after": header }));
    expect((await failure(client(server.url)("a", "b", {}))).retryAfterSeconds).toEqual(seconds);
  });

  it.each([["<html>Bad Gateway</html>"], ["null"], ['{"message":42}'], ['{"message":""}'], [""]])(
    "the body %j results in a text of the sidecar",
    async (body) => {
      const server = await serve((response) => response.writeHead(502).end(body));
      expect((await failure(client(server.url)("a", "b", {}))).message).toBe(
        "Odoo returned status 502 (the response is not from Suture's gateway)",
      );
    },
  );
});

describe("an incomplete answer", () => {
  it.each<[string, Answerer]>([
    ["cut off in the middle", (response) => response.writeHead(200, { "content-length": "99" }).write("[1,")],
    ["a page", (response) => response.end("<html>maintenance</html>")],
    ["empty", (response) => response.end()],
    ["an empty list that is not the gateway's", unmarked(200, [])],
    ["an empty object that is not the gateway's", unmarked(200, {})],
    ["null that is not the gateway's", unmarked(200, null)],
    ["a page with the gateway's mark", unmarked(200, "<html></html>", { "x-suture-gateway": "1" })],
    [
      "more than anybody reads",
      (response) =>
        void response.writeHead(200, { "x-suture-gateway": "1" }).write(Buffer.alloc(33 * 1024 * 1024, " ")),
    ],
  ])("%s: the call may have been executed, and is repeated with its key", async (_what, answer) => {
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
      message: "Odoo is unreachable",
    });
  });

  it("no server: unavailable", async () => {
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
