import { readFileSync } from "node:fs";
import { join } from "node:path";
import amqp from "amqplib";
import { sendByMllp } from "../../dev/clients/mllp-sender.ts";
import { WORKING_DATABASE } from "../../dev/environment/odoo.ts";
import { query } from "../../dev/environment/postgres.ts";
import { TEST_HOOKS } from "../../sidecar/testing/hooks.ts";
import { ATTACKS, type Attack, soundWebhook } from "./attacks.ts";
import type { ChaosTest, Result } from "./chaos-test.ts";
import { watchMemory } from "./memory.ts";
import { openInWords, rest } from "./rest.ts";
import type { Stage } from "./stage.ts";

/** The longest allowed event-loop stall, whatever arrives. Milliseconds. */
const MOST_STANDSTILL = 250;
const PATIENCE_SECONDS = 120;

export const hostile: ChaosTest = {
  number: 8,
  title: "hostile input at every endpoint",
  run: (stage) => attacking(stage, ATTACKS),
};

async function attacking(stage: Stage, attacks: readonly Attack[]): Promise<Result> {
  const { place, tell } = stage;
  const file = join(place.root, "event-loop.txt");
  await stage.restartSidecars({ [TEST_HOOKS.switch]: "on", [TEST_HOOKS.eventLoop]: file });
  const before = await effects(stage);
  const since = new Date();
  const memory = watchMemory(place);
  const misses: string[] = [];
  const worst = { standstill: 0, name: "none" };
  let refused = 0;
  for (const attack of attacks) {
    tell(attack.name);
    const begin = Date.now();
    const answer = await deliver(stage, attack);
    if (answer.startsWith("4") || answer === "AR") refused += 1;
    if (answer.startsWith("cut off")) misses.push(`${attack.name}: ${answer}`);
    const rested = await rest(place, since, PATIENCE_SECONDS, () => tell(attack.name));
    if ("open" in rested) misses.push(`${attack.name}: never settled: ${openInWords(rested.open)}`);
    if (!stage.firstRuns()) misses.push(`${attack.name}: the sidecar ended`);
    const standstill = longestSince(file, begin);
    if (standstill > MOST_STANDSTILL)
      misses.push(`${attack.name} (${answer}): the event loop stalled for ${standstill} ms`);
    if (standstill > worst.standstill) Object.assign(worst, { standstill, name: attack.name });
  }
  memory.stop();
  const after = await effects(stage);
  misses.push(...(await replayed(stage)));
  const accepted = after.applied - before.applied;
  if (accepted > 0) misses.push(`${accepted} hostile messages were applied in Odoo`);
  return {
    counts: {
      sent: attacks.length,
      applied: accepted,
      duplicated: 0,
      lost: 0,
      inverted: 0,
      exceptions: after.exceptions - before.exceptions,
    },
    misses,
    figures: {
      "refused at the endpoint": refused,
      "longest stall (ms)": `${worst.standstill} (${worst.name})`,
      "peak memory (MB)": Math.max(0, ...memory.samples),
    },
  };
}

/** Delivers one, and returns the endpoint's answer: an HTTP status, an MLLP code, or the broker's confirm. */
async function deliver(stage: Stage, attack: Attack): Promise<string> {
  const { environment } = stage;
  const { billing } = environment.connections;
  const { body, headers = {}, contentType } = attack.make(billing.secret);
  const key = environment.connections["edi-harbor"].key;
  switch (attack.door) {
    case "edi":
      return post(`${stage.firstDoors().url}/v1/edi/edi-harbor`, body, {
        "x-api-key": key,
        "content-type": contentType ?? "application/edi-x12",
      });
    case "events":
      return post(`${stage.firstDoors().url}/v1/events`, body, {
        authorization: `Bearer ${key}`,
        "content-type": contentType ?? "application/cloudevents+json",
      });
    case "webhook":
      return post(`${stage.firstDoors().url}/v1/webhooks/billing`, body, {
        "content-type": "application/json",
        ...headers,
      });
    case "mllp":
      return byMllp(stage, body);
    case "amqp":
      return byBroker(environment.connections["edi-harbor"].amqpUrl, body, contentType ?? "", headers);
  }
}

async function post(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string>,
): Promise<string> {
  const content = typeof body === "string" ? body : new Uint8Array(body);
  return fetch(url, { method: "POST", headers, body: content }).then(
    ({ status }) => String(status),
    (error: unknown) => `cut off: ${String(error)}`,
  );
}

async function byMllp(stage: Stage, body: string | Uint8Array): Promise<string> {
  const answers = await sendByMllp(stage.firstDoors().mllp, [body]).catch(() => []);
  return /\rMSA\|(\w\w)\|/.exec(answers[0] ?? "")?.[1] ?? "hung up";
}

async function byBroker(
  url: string,
  body: string | Uint8Array,
  contentType: string,
  given: Readonly<Record<string, string>>,
): Promise<string> {
  const connection = await amqp.connect(url);
  try {
    const channel = await connection.createConfirmChannel();
    const headers = { "suture-connection": "edi-harbor", ...given };
    channel.publish("suture.inbound", "edi.edi-harbor.x", Buffer.from(body), {
      contentType,
      headers,
      persistent: true,
    });
    await channel.waitForConfirms();
    return "confirmed";
  } finally {
    await connection.close();
  }
}

/** A recorded webhook that is replayed byte for byte: it must not be answered with success. */
async function replayed(stage: Stage): Promise<string[]> {
  const sound = soundWebhook(stage.environment.connections.billing.secret);
  const recorded: Attack = { name: "a recorded webhook", door: "webhook", make: () => sound };
  const [first, second] = [await deliver(stage, recorded), await deliver(stage, recorded)];
  if (first === "202" && second === "401") return [];
  return [`a webhook and its replay were answered ${first} and ${second}, not 202 and 401`];
}

type Effects = { readonly applied: number; readonly exceptions: number };

async function effects({ place }: Stage): Promise<Effects> {
  const [row] = await query(
    place,
    WORKING_DATABASE,
    `select (select count(*) from suture_idempotency_key)::int as applied,
            (select count(*) from suture_exchange where state = 'attention')::int as exceptions`,
  );
  return { applied: Number(row?.applied), exceptions: Number(row?.exceptions) };
}

/** Returns the longest stall that ended since then, as recorded by the sidecar, without the time it had no processor. */
export function longestSince(file: string, since: number): number {
  const lines = readFileSync(file, "utf8").split("\n").filter(Boolean);
  const standstills = lines
    .map((line) => line.split(" ").map(Number))
    .flatMap(([at = 0, late = 0, waited = 0]) => (at >= since ? [late - waited] : []));
  return Math.max(0, ...standstills);
}
