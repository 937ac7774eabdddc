import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import type { Place } from "../../dev/environment/place.ts";
import { keepSecret, secretFile } from "../../dev/environment/secrets.ts";
import { selfSigned } from "../support/certificates.ts";
import { sendEndlessFrames } from "./endless-frames.ts";
import { BODIES, configureSenders, LIMIT_BYTES, sendLargeBodies } from "./large-bodies.ts";
import { createBenchJournal, type LoneSidecar, startLoneSidecar } from "./lone-sidecar.ts";
import { residentMemory } from "./memory.ts";

/** The memory of a sidecar under one kind of load. */
export type MemoryFigures = {
  readonly name: string;
  /** Megabytes (10^6 bytes), as recorded by the kernel (VmHWM): the peak until the sidecar was idle after its start. */
  readonly idle: number;
  /** The peak of the whole run. */
  readonly peak: number;
  /** What the senders observed. */
  readonly observed: string;
};

type MemoryCase = {
  readonly name: string;
  readonly settings?: (place: Place) => Readonly<Record<string, string>>;
  /** Sends the load. Returns what the senders observed. */
  readonly run: (sidecar: LoneSidecar, place: Place) => Promise<string>;
};

const DATABASE = "suture_bench_memory";
const SOCKETS = 100;
const ENDLESS_SECONDS = 15;
const IDLE_MS = 2000;

/** Each case has its own sidecar and journal, so that its peak is its own. To measure another load, add a case. */
const CASES: readonly MemoryCase[] = [
  { name: `${SOCKETS} MLLP sockets with endless frames`, settings: plain, run: endlessFrames },
  { name: `${SOCKETS} MLLP sockets with TLS and endless frames`, settings: tls, run: endlessFramesOverTls },
  { name: `${BODIES} HTTP bodies of ${LIMIT_BYTES} bytes at the same time`, run: sendLargeBodies },
];

/** Measures the memory of the sidecar in each case. `onCase` is called before each. */
export async function measureMemory(place: Place, onCase: (name: string) => void): Promise<MemoryFigures[]> {
  const figures: MemoryFigures[] = [];
  for (const { name, settings, run } of CASES) {
    onCase(name);
    await createBenchJournal(place, DATABASE);
    await configureSenders(place, DATABASE);
    const sidecar = await startLoneSidecar(place, {
      name: "memory",
      database: DATABASE,
      settings: settings?.(place) ?? {},
    });
    try {
      await pause(IDLE_MS);
      const idle = residentMemory(sidecar.pid);
      const observed = await run(sidecar, place);
      await pause(IDLE_MS);
      figures.push({ name, idle, peak: residentMemory(sidecar.pid), observed });
    } finally {
      await sidecar.stop();
    }
  }
  return figures;
}

function plain(): Record<string, string> {
  return { SUTURE_MLLP_PORT: "0" };
}

type Certificates = Record<"ours" | "theirs", ReturnType<typeof selfSigned>>;

let created: Certificates | undefined;
function certificates(): Certificates {
  created ??= { ours: selfSigned("suture"), theirs: selfSigned("ehr") };
  return created;
}

function tls(place: Place): Record<string, string> {
  const { ours, theirs } = certificates();
  const files = Object.entries({ KEY: ours.key, CERTIFICATE: ours.cert, CLIENT_CA: theirs.cert }).map(
    ([name, pem]) => {
      keepSecret(place, `bench-mllp-${name}`, pem);
      return [`SUTURE_MLLP_TLS_${name}_FILE`, secretFile(place, `bench-mllp-${name}`)] as const;
    },
  );
  return { SUTURE_MLLP_PORT: "0", SUTURE_MLLP_PLAIN: "", ...Object.fromEntries(files) };
}

/** Two addresses, because one may use half of the sockets. */
const addressOf = (index: number): string => `127.0.0.${1 + (index % 2)}`;

function endlessFrames({ mllp }: LoneSidecar): Promise<string> {
  return endless((index) => connect({ host: "127.0.0.1", port: mllp, localAddress: addressOf(index) }));
}

function endlessFramesOverTls({ mllp }: LoneSidecar): Promise<string> {
  return endless((index) => {
    const address = { host: "127.0.0.1", port: mllp, localAddress: addressOf(index) };
    return connectTls({ ...address, ...certificates().theirs, rejectUnauthorized: false });
  });
}

async function endless(open: Parameters<typeof sendEndlessFrames>[0]): Promise<string> {
  const frames = sendEndlessFrames(open, SOCKETS);
  await pause(ENDLESS_SECONDS * 1000);
  const { bytes, open: left } = frames.observe();
  frames.close();
  if (left < SOCKETS)
    throw new Error(`${SOCKETS - left} sockets were closed before the end of the measurement`);
  return `${(bytes / 1e6).toFixed(0)} MB sent in ${ENDLESS_SECONDS} s`;
}
