import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";

/** What happens to a response: it passes; the connection is cut instead; or nothing arrives, and the client waits. */
export type Fate = "pass" | "cut" | "silence";

export type Behaviour = {
  /** New connections are refused. */
  readonly refuses?: boolean;
  /** Milliseconds by which the server's data is delayed; called for each piece. */
  readonly delay?: () => number;
  /**
   * Decides about each response, once its first byte has arrived: the server has then done what it was asked to do. `request` is
   * the first line of the request.
   */
  readonly fate?: (request: string) => Fate | Promise<Fate>;
  /** Answers instead of the server, before the server receives the request; null: the server is asked. `request` as above. */
  readonly instead?: (request: string) => Uint8Array | null;
};

/** A fault-injecting proxy between the sidecar and a service. */
export type TcpProxy = {
  readonly port: number;
  behave(behaviour: Behaviour): void;
  /** Cuts every existing connection. */
  cut(): void;
  /** Responses that did not reach the client. */
  swallowed(): number;
  close(): Promise<void>;
};

/** Opens a proxy on the loopback interface to `target`, a local port that may change while the proxy is open. */
export async function openProxy(target: () => number, behaviour: Behaviour = {}): Promise<TcpProxy> {
  const state = { behaviour, swallowed: 0 };
  const pairs = new Set<() => void>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (state.behaviour.refuses) return void client.destroy();
    const end = join(client, connect({ port: target(), host: "127.0.0.1", allowHalfOpen: true }), state);
    pairs.add(end);
    client.once("close", () => pairs.delete(end));
  });
  await listening(server);
  const cut = () => {
    for (const end of pairs) end();
  };
  return {
    port: (server.address() as AddressInfo).port,
    behave: (next) => {
      state.behaviour = next;
    },
    cut,
    swallowed: () => state.swallowed,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}

type State = { behaviour: Behaviour; swallowed: number };

/** Forwards bytes in both directions until both sides have ended, or one breaks. @returns a function that cuts the connection */
function join(client: Socket, server: Socket, state: State): () => void {
  const end = () => {
    client.destroy();
    server.destroy();
  };
  for (const socket of [client, server]) {
    socket.setNoDelay(true);
    socket.on("error", end);
  }
  let request: string | null = null;
  let fate: Promise<Fate> = Promise.resolve("pass");
  let passed = Promise.resolve();
  let isAnswered = false;
  client.on("data", (piece) => {
    if (isAnswered) return;
    if (request === null) {
      const instead = state.behaviour.instead?.(firstLine(piece)) ?? null;
      isAnswered = instead !== null;
      if (instead !== null) {
        state.swallowed += 1;
        client.end(instead);
        server.destroy();
        return;
      }
    }
    request ??= firstLine(piece);
    if (!server.write(piece)) pauseUntilDrained(client, server);
  });
  client.on("end", () => server.end());
  client.on("close", () => server.destroy());
  server.on("data", (piece) => {
    if (request !== null) fate = decide(state, request);
    request = null;
    const decided = fate;
    passed = passed.then(async () => {
      const decision = await decided;
      if (decision === "cut") return end();
      if (decision === "pass") await pass(piece, server, client, state.behaviour.delay?.() ?? 0);
    });
  });
  // A client that gets no answer keeps waiting, even if the server has disconnected.
  server.on("end", () => {
    const decided = fate;
    passed = passed.then(async () => void ((await decided) === "silence" || client.end()));
  });
  return end;
}

async function decide(state: State, request: string): Promise<Fate> {
  const fate = (await state.behaviour.fate?.(request)) ?? "pass";
  if (fate !== "pass") state.swallowed += 1;
  return fate;
}

async function pass(piece: Buffer, from: Socket, to: Socket, delay: number): Promise<void> {
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
  if (!to.destroyed && !to.write(piece)) pauseUntilDrained(from, to);
}

function pauseUntilDrained(from: Socket, to: Socket): void {
  from.pause();
  to.once("drain", () => from.resume());
}

function firstLine(piece: Buffer): string {
  const end = piece.indexOf("\r\n");
  return piece.toString("latin1", 0, Math.min(end < 0 ? piece.length : end, 200));
}

function listening(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve());
  });
}
