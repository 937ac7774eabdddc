import { randomUUID } from "node:crypto";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import { eventually } from "../../dev/clients/eventually.ts";
import { claimPort } from "../../dev/environment/ports.ts";
import { JOURNAL, query } from "../../dev/environment/postgres.ts";
import { type LoadBalancer, startLoadBalancer } from "../support/load-balancer.ts";
import { type OwnSidecar, startOwnSidecar } from "../support/own-sidecar.ts";
import { world } from "../support/world.ts";
import { orderResponse } from "../support/x12-text.ts";
import { answerCodes, clientOn, framed } from "../unit/transports/mllp/client.ts";

/** A separate sidecar with low limits, behind Debian's HAProxy. A loopback address stands for the partner. */

const PARTNER = "127.0.0.7";
const RATE = 2;
const WINDOW_SECONDS = 10;

const parts: { sidecar?: OwnSidecar; balancer?: LoadBalancer<"http" | "mllp">; mllp?: number } = {};
beforeAll(async () => {
  const { place } = world();
  const mllp = await claimPort(place, "mllp-doors");
  parts.mllp = mllp;
  parts.sidecar = await startOwnSidecar(place, "sidecar-doors", {
    SUTURE_MLLP_PORT: String(mllp),
    SUTURE_TRUSTED_PROXIES: "127.0.0.1",
    SUTURE_MLLP_PROXY_PROTOCOL: "required",
    SUTURE_RATE_PER_CONNECTION: String(RATE),
  });
  parts.balancer = await startLoadBalancer({
    http: { mode: "http", lines: ["option forwardfor"], port: Number(new URL(parts.sidecar.url).port) },
    mllp: { mode: "tcp", server: "send-proxy-v2", port: mllp },
  });
});
afterAll(async () => {
  await parts.balancer?.stop();
  await parts.sidecar?.stop();
});

const from = (port = 0) => connect({ host: "127.0.0.1", port, localAddress: PARTNER });

/** One file, so that every repetition is a duplicate. */
const body = orderResponse("P-NONE", [], { control: newControlNumber() });

/** Posts it through the load balancer from the partner's address. Returns status and headers. */
async function post(key: string): Promise<{ status: string; head: string }> {
  const socket = from(parts.balancer?.ports.http);
  let answer = "";
  socket.on("data", (piece) => {
    answer += piece;
  });
  const head = [
    "POST /v1/edi/edi-harbor HTTP/1.1",
    "Host: x",
    `X-Api-Key: ${key}`,
    "X-Forwarded-For: 192.0.2.66",
  ];
  socket.write(`${[...head, `Content-Length: ${body.length}`].join("\r\n")}\r\n\r\n${body}`);
  await eventually("the door answers", () => answer.includes("\r\n\r\n"));
  socket.destroy();
  return { status: answer.slice(9, 12), head: answer.split("\r\n\r\n")[0]?.toLowerCase() ?? "" };
}

/** Returns the refusals at these endpoints for that reason: the count and the senders. */
async function refused(reason: string, since: Date) {
  const rows = await query(
    world().place,
    JOURNAL,
    "select remote, connection, status, attempts from rejection where reason = $1 and at >= $2",
    [reason, since],
  );
  return rows;
}

const metric = async (name: string) =>
  (await (await fetch(`${parts.sidecar?.url}/metrics`)).text())
    .split("\n")
    .find((line) => line.startsWith(name));

describe("a sidecar behind a load balancer", () => {
  const since = new Date();
  const key = () => inject("environment").connections["edi-harbor"].key;
  const admission = (control: string) =>
    `MSH|^~\\&|ADM|NORTH|SUTURE|STORE|20261120093000||ADT^A01|${control}|P|2.5\rPV1|1|I\r`;

  it("answers a sender over its rate with 429, reports the remaining quota before, and stores one row with the count", async () => {
    const first = await post(key());
    expect(first.status).toBe("202");
    expect(first.head).toContain(
      `ratelimit-policy: "connection";q=${RATE * WINDOW_SECONDS};w=${WINDOW_SECONDS}`,
    );
    const answers = await Promise.all(Array.from({ length: 10 * RATE * WINDOW_SECONDS }, () => post(key())));
    const over = answers.filter(({ status }) => status === "429");
    expect(over.length).toBeGreaterThan(0);
    expect(over.every(({ head }) => /retry-after: \d+/.test(head))).toBe(true);
    const [row] = await eventually("all of them are counted", async () => {
      const rows = await refused("rate-of-connection", since);
      return rows.length === 1 && Number(rows[0]?.attempts) >= over.length && rows;
    });
    expect(row).toMatchObject({ remote: PARTNER, connection: "edi-harbor", status: 429 });
  });

  it("knows the addresses of its senders", async () => {
    const rows = await query(
      world().place,
      JOURNAL,
      "select distinct sender from message where connection = 'edi-harbor' and received_at >= $1",
      [since],
    );
    expect(rows).toEqual([{ sender: PARTNER }]);
  });

  it("accepts MLLP with the proxy's header, answers AE above the rate, and refuses connections without the header", async () => {
    const ehr = clientOn(from(parts.balancer?.ports.mllp));
    const frames = Array.from({ length: 10 * RATE * WINDOW_SECONDS }, () =>
      framed(admission(randomUUID().slice(0, 20))),
    );
    ehr.write(frames.join(""));
    const codes = (await ehr.answers(frames.length)).map((answer) => answerCodes(answer).slice(0, 2));
    ehr.socket.destroy();
    expect([codes[0], codes.includes("AE"), codes.includes("AR")]).toEqual(["AA", true, false]);

    const bare = clientOn(connect({ host: "127.0.0.1", port: parts.mllp ?? 0 }));
    bare.write(framed(admission("1")));
    await bare.closed;
    expect(bare.received()).toBe("");
    const row = await eventually(
      "it is noted",
      async () => (await refused("proxy-header-missing", since))[0],
    );
    expect(row).toMatchObject({ remote: "127.0.0.1", connection: "ehr" });
  });

  it("counts each refusal, and the sockets", async () => {
    expect(await metric('suture_refused_total{door="mllp",reason="proxy-header-missing"}')).toMatch(/ 1$/);
    expect(await metric('suture_refused_total{door="edi",reason="rate-of-connection"}')).toBeDefined();
    expect(await metric('suture_sockets{door="http",state="proven"}')).toMatch(/ [1-9]\d*$/);
    expect(await metric('suture_sockets{door="mllp",state="unproven"}')).toMatch(/ 0$/);
  });
});
