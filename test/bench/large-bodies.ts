import { request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import { eventually } from "../../dev/clients/eventually.ts";
import type { Place } from "../../dev/environment/place.ts";
import { query } from "../../dev/environment/postgres.ts";
import { secret } from "../../dev/environment/secrets.ts";
import { supplierConnection } from "../support/connection.ts";
import { largeInterchange } from "./large-interchange.ts";
import type { LoneSidecar } from "./lone-sidecar.ts";

export const BODIES = 30;
/** The default of SUTURE_MAX_BODY_BYTES. */
export const LIMIT_BYTES = 10_485_760;
const PATIENCE_MS = 120_000;

const codeOf = (index: number): string => `bench-large-${index}`;

/** Stores the connections of the senders in a journal, as if Odoo had sent them. */
export async function configureSenders(place: Place, database: string): Promise<void> {
  const connections = Array.from({ length: BODIES }, (_, index) => ({
    ...supplierConnection({ code: codeOf(index) }),
    active: true,
    route: { transport: "folder", url: null },
  }));
  await query(place, database, "insert into configuration (version, content) values ('1', $1)", [
    JSON.stringify({ version: "1", connections }),
  ]);
}

/** Sends bodies from different connections and addresses. A sender that is refused sends its body again, as the response says. */
export async function sendLargeBodies({ url }: LoneSidecar, place: Place): Promise<string> {
  const answers = new Map<number, number>();
  const until = Date.now() + PATIENCE_MS;
  const send = async (index: number) => {
    const key = await newKey(url, codeOf(index), secret(place, "operator-token"));
    for (let status = 0; status !== 202; ) {
      if (Date.now() > until)
        throw new Error(`not accepted within ${PATIENCE_MS} ms; responses: ${[...answers]}`);
      const { status: answered, seconds } = await post(url, index, key);
      status = answered;
      answers.set(status, (answers.get(status) ?? 0) + 1);
      if (status !== 202) await pause(seconds * 1000);
    }
  };
  await Promise.all(Array.from({ length: BODIES }, (_, index) => send(index)));
  return [...answers].map(([status, count]) => `${count} × ${status || "closed"}`).join(", ");
}

/** Returns a new key. The journal may be busy with the bodies of others. */
function newKey(url: string, connection: string, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  return eventually(`a key for ${connection}`, async () => {
    const request = { method: "POST", headers, body: JSON.stringify({ replace: true }) };
    const answer = await fetch(`${url}/v1/connections/${connection}/keys`, request);
    return answer.ok && ((await answer.json()) as { key: string }).key;
  });
}

type Answer = { readonly status: number; readonly seconds: number };

/** Posts a body in chunks. Returns the status, or 0 if the connection was closed, and the seconds until it may be sent again. */
function post(url: string, index: number, key: string): Promise<Answer> {
  return new Promise((resolve) => {
    const sending = request(new URL(`/v1/edi/${codeOf(index)}`, url), {
      method: "POST",
      agent: false,
      localAddress: `127.0.1.${1 + index}`,
      headers: { "content-type": "application/edi-x12", "x-api-key": key },
    });
    sending.on("response", (response) => {
      response.resume();
      const seconds = Number(response.headers["retry-after"] ?? 1);
      response.on("close", () => resolve({ status: response.statusCode ?? 0, seconds }));
    });
    sending.on("error", () => resolve({ status: 0, seconds: 1 }));
    // A sender that is refused midway cannot finish: the response says so.
    void pipeline(Readable.from(largeInterchange(newControlNumber(), LIMIT_BYTES)), sending).catch(() => {});
  });
}
