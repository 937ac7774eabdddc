import { randomUUID } from "node:crypto";
import { connect as connectSocket, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import { eventually } from "../../dev/clients/eventually.ts";
import { signedHeaders } from "../../dev/clients/webhooks.ts";
import { keepSecret, secretFile } from "../../dev/environment/secrets.ts";
import { readState } from "../../dev/environment/state.ts";
import { selfSigned } from "../support/certificates.ts";
import { beRude, openFiles } from "../support/rude-sockets.ts";
import { orderResponse } from "../support/x12-text.ts";
import { soundWebhook } from "./attacks.ts";
import type { ChaosTest, Result } from "./chaos-test.ts";
import type { Stage } from "./stage.ts";

/** A held-back body is ended after one or two windows of 5 s. */
const PATIENCE_SECONDS = 20;
const WRONG_SECRET = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;

export const strangers: ChaosTest = {
  number: 12,
  title: "sockets without a handshake, and bodies that never complete, at every endpoint",
  run: (stage) => knocking(stage, { sockets: stage.scaled(10_000, 300), claims: 200 }),
};

/** Silent sockets, then requests that only claim to send something; legitimate partners are served throughout. */
export async function knocking(
  stage: Stage,
  { sockets, claims }: { readonly sockets: number; readonly claims: number },
): Promise<Result> {
  const certificates = { ours: selfSigned("suture"), theirs: selfSigned("ehr") };
  await stage.restartSidecars(tlsSettings(stage, certificates));
  const partners = await partnersOf(stage, certificates.theirs);
  const misses: string[] = [];
  const serves = async (when: string) => {
    for (const [door, send] of Object.entries(partners)) {
      const answer = await send().catch((error: unknown) => String(error));
      if (answer !== "202" && answer !== "AA") misses.push(`${when}: ${door} answered ${answer}`);
    }
  };
  await serves("before");
  const before = filesOf(stage);
  const { url, mllp } = stage.firstDoors();
  const http = { host: mllp.host, port: Number(new URL(url).port) };
  for (const [door, address] of Object.entries({ mllp, http })) {
    stage.tell(`${sockets} sockets at ${door}`);
    await beRude(address, sockets);
    await serves(`after ${sockets} sockets at ${door}`);
  }
  stage.tell(`${2 * claims} bodies that never complete`);
  const held = await claim(stage, http, claims);
  await serves(`next to ${2 * claims} bodies that never complete`);
  const ended = await untilClosed(held);
  if (ended === null) misses.push(`incomplete bodies were waited for longer than ${PATIENCE_SECONDS} s`);
  const after = await filesAtRest(stage, before);
  if (after > before) misses.push(`${before} sockets were open before, ${after} afterwards`);
  return {
    counts: {
      sent: 2 * sockets + 2 * claims,
      applied: 0,
      duplicated: 0,
      lost: 0,
      inverted: 0,
      exceptions: 0,
    },
    misses,
    figures: {
      "sockets before and after": `${before}, ${after}`,
      "bodies ended within (s)": ended ?? "never",
    },
  };
}

type Certificates = Record<"ours" | "theirs", ReturnType<typeof selfSigned>>;

function tlsSettings({ place }: Stage, { ours, theirs }: Certificates): Record<string, string> {
  const files = { KEY: ours.key, CERTIFICATE: ours.cert, CLIENT_CA: theirs.cert };
  const settings = Object.entries(files).map(([name, pem]) => {
    keepSecret(place, `mllp-${name.toLowerCase()}`, pem);
    return [`SUTURE_MLLP_TLS_${name}_FILE`, secretFile(place, `mllp-${name.toLowerCase()}`)];
  });
  return { SUTURE_MLLP_PLAIN: "false", ...Object.fromEntries(settings) };
}

/** Legitimate partners, each at a different endpoint; each returns its answer. */
async function partnersOf(stage: Stage, certificate: Certificates["theirs"]) {
  const { billing } = stage.environment.connections;
  const { url, mllp } = stage.firstDoors();
  const summit = await newKey(stage, "edi-summit");
  const post = async (path: string, body: string | Uint8Array, headers: Readonly<Record<string, string>>) => {
    const content = typeof body === "string" ? body : new Uint8Array(body);
    return String((await fetch(`${url}${path}`, { method: "POST", headers, body: content })).status);
  };
  return {
    webhooks: () => {
      const { body, headers } = soundWebhook(billing.secret);
      return post("/v1/webhooks/billing", body, { "content-type": "application/json", ...headers });
    },
    edi: () =>
      post("/v1/edi/edi-summit", orderResponse("P-NONE", [], { control: newControlNumber() }), {
        "x-api-key": summit,
      }),
    mllp: () => byTls(connectTls({ ...mllp, ...certificate, rejectUnauthorized: false })),
  };
}

async function newKey({ environment, firstDoors }: Stage, connection: string): Promise<string> {
  const answer = await fetch(`${firstDoors().url}/v1/connections/${connection}/keys`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${environment.sidecar.operatorToken}`,
      "content-type": "application/json",
    },
    body: "{}",
  });
  return ((await answer.json()) as { key: string }).key;
}

/** An event without any effect. */
async function byTls(socket: Socket): Promise<string> {
  const control = randomUUID().slice(0, 20);
  let received = "";
  socket.on("data", (piece) => {
    received += piece;
  });
  socket.on("error", (error) => {
    received += error.message;
  });
  socket.write(
    `\x0bMSH|^~\\&|ADM|NORTH|SUTURE|STORE|20261120093000||ADT^A01|${control}|P|2.5\rPV1|1|I\r\x1c\r`,
  );
  await eventually("the EHR is answered", () => received !== "");
  socket.destroy();
  return /\rMSA\|(\w\w)\|/.exec(received)?.[1] ?? received;
}

/** As many incomplete bodies without a key as with one partner's key; half of them state a length. */
async function claim(
  { environment }: Stage,
  { host, port }: { readonly host: string; readonly port: number },
  count: number,
): Promise<Socket[]> {
  const lengths = ["Content-Length: 10000000", "Transfer-Encoding: chunked"];
  const { key } = environment.connections["edi-harbor"];
  const doors = [
    () => ["/v1/webhooks/billing", signedHeaders(WRONG_SECRET, randomUUID(), "{}")] as const,
    () => ["/v1/edi/edi-harbor", { "x-api-key": key }] as const,
  ];
  const sockets = doors.flatMap((door) =>
    Array.from({ length: count }, (_, index) => {
      const [path, headers] = door();
      const socket = connectSocket({ host, port });
      socket.on("error", () => undefined).resume();
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
      const head = [`POST ${path} HTTP/1.1`, "Host: x", ...lines, lengths[index % 2]];
      socket.write(`${head.join("\r\n")}\r\n\r\n`);
      return socket;
    }),
  );
  await eventually("all of them are open", () => sockets.every((socket) => !socket.connecting));
  return sockets;
}

/** @returns after how many seconds none of them was open any more; null: not in time */
async function untilClosed(sockets: readonly Socket[]): Promise<number | null> {
  const begin = Date.now();
  const closed = eventually(
    "they are ended",
    () => sockets.every((socket) => socket.closed),
    PATIENCE_SECONDS,
  );
  const inTime = await closed.then(
    () => true,
    () => false,
  );
  for (const socket of sockets) socket.destroy();
  return inTime ? Math.round((Date.now() - begin) / 1000) : null;
}

function filesOf({ place }: Stage): number {
  const pid = readState(place).processes.sidecar?.pid;
  if (pid === undefined) throw new Error("The sidecar is not running.");
  return openFiles(pid).sockets;
}

/** Returns the lowest number open within 30 seconds: idle connections to the journal are closed, too. */
async function filesAtRest(stage: Stage, before: number): Promise<number> {
  await eventually("they are closed", () => filesOf(stage) <= before, 30).catch(() => undefined);
  return filesOf(stage);
}
