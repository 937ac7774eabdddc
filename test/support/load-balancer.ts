import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../../dev/clients/eventually.ts";

/** One route through the load balancer: the mode of the proxy, and the local port of the server behind it. */
export type Way = {
  readonly mode: "http" | "tcp";
  /** Options for the line `server`, such as `send-proxy`, `send-proxy-v2` or `check`. */
  readonly server?: string;
  /** Additional lines of the section. */
  readonly lines?: readonly string[];
  readonly port: number;
};

export type LoadBalancer<Name extends string> = {
  readonly ports: Readonly<Record<Name, number>>;
  stop(): Promise<void>;
};

/** Starts Debian's HAProxy with a free local port for each route, in front of the given servers. */
export async function startLoadBalancer<Name extends string>(
  ways: Readonly<Record<Name, Way>>,
): Promise<LoadBalancer<Name>> {
  const folder = mkdtempSync(join(tmpdir(), "suture-haproxy-"));
  const names = Object.keys(ways) as Name[];
  const free = await freePorts(names.length);
  const ports = Object.fromEntries(names.map((name, index) => [name, free[index]])) as Record<Name, number>;
  const file = join(folder, "haproxy.cfg");
  writeFileSync(file, configuration(names.map((name) => section(name, ways[name], ports[name]))));
  // The absolute path is used because /usr/sbin may not be in PATH.
  const child = spawn("/usr/sbin/haproxy", ["-db", "-f", file], { stdio: ["ignore", "pipe", "pipe"] });
  const said = sayingsOf(child);
  const ended = once(child, "exit");
  for (const name of names)
    await eventually(
      () => `HAProxy listens. ${said()}`,
      () => isListening(ports[name]),
    );
  return {
    ports,
    stop: async () => {
      child.kill("SIGKILL");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const configuration = (sections: readonly string[]): string =>
  `${["global", "defaults", "  timeout connect 5s", "  timeout client 60s", "  timeout server 60s", ...sections].join("\n")}\n`;

const section = (name: string, { mode, server = "", lines = [], port }: Way, listen: number): string =>
  [
    `listen ${name}`,
    `  mode ${mode}`,
    `  bind 127.0.0.1:${listen}`,
    ...lines.map((line) => `  ${line}`),
    `  server behind 127.0.0.1:${port} ${server}`,
  ].join("\n");

function sayingsOf(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => (text += piece));
  child.once("error", (error) => (text += error.message));
  return () => text.slice(-500);
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
