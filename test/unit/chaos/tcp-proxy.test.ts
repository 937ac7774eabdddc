import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openProxy, type TcpProxy } from "../../chaos/tcp-proxy.ts";

describe("the fault-injecting proxy", () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end("here");
  });
  let proxy: TcpProxy;
  beforeEach(async () => {
    asked.length = 0;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    const { port } = server.address() as AddressInfo;
    proxy = await openProxy(() => port);
  });
  afterEach(async () => {
    await proxy.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const ask = (path: string, timeout = 5000) =>
    fetch(`http://127.0.0.1:${proxy.port}${path}`, { signal: AbortSignal.timeout(timeout) }).then((answer) =>
      answer.text(),
    );

  it("passes other requests, also several on one connection", async () => {
    expect([await ask("/1"), await ask("/2")]).toEqual(["here", "here"]);
    expect(proxy.swallowed()).toBe(0);
  });

  it("cuts a response off after the server has processed the request", async () => {
    proxy.behave({ fate: (request) => (request.startsWith("GET /cut ") ? "cut" : "pass") });
    await expect(ask("/cut")).rejects.toThrow();
    expect(asked).toContain("/cut");
    expect([await ask("/other"), proxy.swallowed()]).toEqual(["here", 1]);
  });

  it("lets the client wait", async () => {
    proxy.behave({ fate: () => "silence" });
    await expect(ask("/wait", 300)).rejects.toThrow(/timeout/i);
    expect(asked).toEqual(["/wait"]);
  });

  it("delays a response until its fate is decided", async () => {
    const { promise, resolve } = Promise.withResolvers<"pass">();
    proxy.behave({ fate: () => promise });
    let answered = false;
    const answer = ask("/held").then((text) => {
      answered = true;
      return text;
    });
    while (asked.length === 0) await new Promise((next) => setTimeout(next, 5));
    expect(answered).toBe(false);
    resolve("pass");
    expect(await answer).toBe("here");
  });

  it("refuses new connections on request", async () => {
    proxy.behave({ refuses: true });
    await expect(ask("/")).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});
