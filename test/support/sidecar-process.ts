import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { eventually } from "../../dev/clients/eventually.ts";
import { withClock } from "../../dev/environment/clock.ts";

export type SidecarProcess = {
  readonly pid: number;
  /** Its log, one JSON line per step, and its standard error. */
  readonly output: () => string;
  /** Waits until the sidecar listens, and returns its URL. */
  listening(): Promise<string>;
  /** Kills the process with SIGKILL, which has the effect of a power failure. */
  kill(): Promise<void>;
  /** Waits until the process has ended, and returns its exit code. */
  ended(): Promise<number | null>;
  stop(): Promise<void>;
};

const main = fileURLToPath(new URL("../../sidecar/main.ts", import.meta.url));

/** Starts a sidecar as a separate process on a free port. */
export function startSidecarProcess(settings: Readonly<Record<string, string>>): SidecarProcess {
  const env = withClock({ PATH: process.env.PATH, SUTURE_HTTP_PORT: "0", ...settings });
  const child: ChildProcess = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (piece: Buffer) => {
      output += piece.toString("utf8");
    });
  const end = once(child, "exit");
  const signal = async (name: NodeJS.Signals) => {
    child.kill(name);
    await end;
  };
  return {
    pid: child.pid ?? 0,
    output: () => output,
    listening: async () => {
      const port = await eventually(
        () => `the sidecar listens (${output.slice(-500)})`,
        () => /"port":(\d+),"msg":"listening"/.exec(output)?.[1],
      );
      return `http://127.0.0.1:${port}`;
    },
    kill: () => signal("SIGKILL"),
    stop: () => signal("SIGTERM"),
    ended: async () => {
      await end;
      return child.exitCode;
    },
  };
}
