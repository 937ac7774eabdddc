import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
};
export type Answerer = (response: ServerResponse, received: Received) => void;
export type TestServer = { readonly url: string; readonly received: readonly Received[] };

/** Returns a function that starts an HTTP server on a free local port. The servers are stopped after each test. */
export function useHttpServers(): (answer: Answerer) => Promise<TestServer> {
  const running: (() => void)[] = [];
  afterEach(() => {
    for (const stop of running.splice(0)) stop();
  });
  return async (answer) => {
    const received: Received[] = [];
    const server = createServer(recording(received, answer));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    running.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
  };
}

function recording(received: Received[], answer: Answerer): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString("latin1"),
      };
      received.push(one);
      answer(response, one);
    });
  };
}
