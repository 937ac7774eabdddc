import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** A proxy on a local port between the sidecar and a service, which can simulate that the service hangs or is unreachable. */
export type StallingPort = {
  readonly port: number;
  /** Stops forwarding data in both directions. New connections are accepted but receive no data. */
  stall(): void;
  /** Closes all connections, and refuses new ones. */
  refuse(): void;
  close(): Promise<void>;
};

export async function openStallingPort(target: number): Promise<StallingPort> {
  const sockets = new Set<Socket>();
  let isStalled = false;
  const server = createServer((client) => {
    track(client);
    if (isStalled) return;
    const service = connect({ port: target, host: "127.0.0.1" });
    track(service);
    const pass = (from: Socket, to: Socket) => {
      from.on("data", (piece) => {
        if (!isStalled) to.write(piece);
      });
      from.on("close", () => isStalled || to.destroy());
    };
    pass(client, service);
    pass(service, client);
  });
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  };
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    stall: () => {
      isStalled = true;
    },
    refuse: () => {
      server.close();
      cut();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
