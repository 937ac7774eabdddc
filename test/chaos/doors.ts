import { connect as connectSocket, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import amqp from "amqplib";
import { signedHeaders } from "../../dev/clients/webhooks.ts";
import type { Environment } from "../../dev/environment/environment.ts";
import type { Door, Parcel } from "./parcels.ts";
import type { Doors as Addresses } from "./sidecars.ts";

/** An endpoint's answer: accepted for the first time, or known. Over the broker, nobody can tell. */
export type Answer = "taken" | "known" | "confirmed";

/** The partners' side. Each sends a message until it is accepted, as it would for days. */
export type Doors = {
  /** @throws Error if an endpoint permanently refuses what it must accept */
  send(parcel: Parcel): Promise<Answer>;
  /** How often something was repeated, because the endpoint was unreachable or did not answer. */
  repeats(): number;
  close(): Promise<void>;
};

/** An endpoint that is closed this long is an error of the test, or of the product. */
const PATIENCE_MS = 180_000;
const RETRY_MS = 200;
const MLLP_LINES = 4;

/** The endpoint was unreachable or did not answer: the message may have been accepted or not. */
class Unanswered extends Error {}

export function openDoors(environment: Environment, sidecars: () => readonly Addresses[]): Doors {
  const state = { repeats: 0, turn: 0 };
  const next = () => {
    const all = sidecars();
    state.turn += 1;
    return all[state.turn % all.length] as Addresses;
  };
  const times = signingTimes();
  const lines = Array.from({ length: MLLP_LINES }, () => mllpLine(() => next().mllp));
  const { connections } = environment;
  const publishers = {
    edi: publisher(connections["edi-harbor"].amqpUrl),
    billing: publisher(connections.billing.amqpUrl),
    ehr: publisher(connections.ehr.amqpUrl),
  };
  const attempt: Record<Door, (parcel: Parcel) => Promise<Answer>> = {
    edi: ({ body }) =>
      post(`${next().url}/v1/edi/edi-harbor`, body, {
        "x-api-key": connections["edi-harbor"].key,
        "content-type": "application/edi-x12",
      }),
    webhook: ({ body, id }) =>
      post(`${next().url}/v1/webhooks/billing`, body, {
        ...signedHeaders(connections.billing.secret, id, body, times.next(id)),
        "content-type": "application/json",
      }),
    mllp: ({ body }) => (lines[state.turn++ % lines.length] as MllpLine).send(body),
    "edi-amqp": ({ body }) =>
      publishers.edi.send(body, "edi.edi-harbor.x12", "edi-harbor", "application/edi-x12"),
    "billing-amqp": ({ body }) =>
      publishers.billing.send(
        body,
        "billing.billing.event",
        "billing",
        "application/vnd.suture.billing+json",
      ),
    "ehr-amqp": ({ body }) => publishers.ehr.send(body, "ehr.ehr.hl7", "ehr", "application/hl7-v2"),
  };
  return {
    send: async (parcel) => {
      const until = Date.now() + PATIENCE_MS;
      for (;;) {
        try {
          return await attempt[parcel.door](parcel);
        } catch (error) {
          if (!(error instanceof Unanswered) || Date.now() > until)
            throw new Error(
              `${parcel.mark} was not accepted at the endpoint ${parcel.door}: ${String(error)}`,
            );
        }
        state.repeats += 1;
        await pause(RETRY_MS);
      }
    },
    repeats: () => state.repeats,
    close: async () => {
      for (const line of lines) line.close();
      await Promise.all(Object.values(publishers).map((each) => each.close()));
    },
  };
}

/** How far a webhook's time may differ from now without a refusal. */
const BELIEVED_MS = 250_000;

/** The same attempt is accepted once: each repetition is signed with another second. */
function signingTimes() {
  const last = new Map<string, number>();
  return {
    next: (id: string): Date => {
      const at = Math.max((last.get(id) ?? 0) + 1000, Date.now() - BELIEVED_MS);
      last.set(id, at);
      return new Date(at);
    },
  };
}

const LOOK_AGAIN: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

async function post(url: string, body: string, headers: Record<string, string>): Promise<Answer> {
  const response = await fetch(url, { method: "POST", headers, body }).catch((error: unknown) => {
    throw new Unanswered(String(error));
  });
  const text = await response.text().catch((error: unknown) => {
    throw new Unanswered(String(error));
  });
  if (LOOK_AGAIN.has(response.status)) throw new Unanswered(`${response.status}`);
  if (response.status !== 202) throw new Error(`${response.status} ${text}`);
  const { messages } = JSON.parse(text) as { messages: { status: string }[] };
  return messages.every(({ status }) => status === "duplicate") ? "known" : "taken";
}

type MllpLine = { send(content: string): Promise<Answer>; close(): void };
const [START, END, CR] = [0x0b, 0x1c, 0x0d];

/** One socket, one message at a time; reopened when it breaks. */
function mllpLine(address: () => { host: string; port: number }): MllpLine {
  let socket: Socket | null = null;
  let busy: Promise<unknown> = Promise.resolve();
  const ask = (content: string) =>
    new Promise<string>((resolve, reject) => {
      const { port, host } = address();
      const line = socket && !socket.destroyed ? socket : connectSocket(port, host);
      socket = line;
      let received = "";
      const done = (settle: () => void) => {
        line.removeAllListeners();
        line.on("error", () => {});
        settle();
      };
      const broken = () => {
        line.destroy();
        done(() => reject(new Unanswered("the connection broke")));
      };
      line.on("data", (piece) => {
        received += piece.toString("utf8");
        if (received.includes(String.fromCharCode(END, CR))) done(() => resolve(received));
      });
      line.once("error", broken);
      line.once("close", broken);
      line.write(Buffer.from([START, ...Buffer.from(content), END, CR]));
    });
  return {
    send: (content) => {
      const answered = busy.then(() => ask(content)).then(readAcknowledgement);
      busy = answered.catch(() => {});
      return answered;
    },
    close: () => socket?.destroy(),
  };
}

/** AE requests the same message again; AR would be final. */
function readAcknowledgement(text: string): Answer {
  const code = /\rMSA\|(\w\w)\|/.exec(text)?.[1];
  if (code === "AE") throw new Unanswered(text);
  if (code !== "AA") throw new Error(`answered ${code ?? text}`);
  return "taken";
}

type Publisher = {
  send(body: string, routingKey: string, connection: string, contentType: string): Promise<Answer>;
  close(): Promise<void>;
};

/** Publishes with confirms; unconfirmed messages are published again. */
function publisher(url: string): Publisher {
  let opening: Promise<amqp.ConfirmChannel> | null = null;
  let model: amqp.ChannelModel | null = null;
  const forget = () => {
    opening = null;
  };
  const open = async () => {
    model = await amqp.connect(url, { noDelay: true });
    model.on("error", forget);
    model.on("close", forget);
    const channel = await model.createConfirmChannel();
    channel.setMaxListeners(0); // one for each message that awaits its confirm
    channel.on("error", forget);
    channel.on("close", forget);
    return channel;
  };
  return {
    send: async (body, routingKey, connection, contentType) => {
      try {
        opening ??= open();
        await confirmed(await opening, routingKey, body, contentType, connection);
        return "confirmed";
      } catch (error) {
        forget();
        throw new Unanswered(String(error));
      }
    },
    close: async () => {
      await model?.close().catch(() => {});
    },
  };
}

function confirmed(
  channel: amqp.ConfirmChannel,
  routingKey: string,
  body: string,
  contentType: string,
  connection: string,
): Promise<void> {
  const headers = { "suture-connection": connection };
  return new Promise((resolve, reject) => {
    const lost = () => reject(new Error("the channel closed before the confirm"));
    channel.once("close", lost);
    channel.publish(
      "suture.inbound",
      routingKey,
      Buffer.from(body),
      { persistent: true, mandatory: true, contentType, headers },
      (error) => {
        channel.off("close", lost);
        if (error) reject(error instanceof Error ? error : new Error("the broker refused a message"));
        else resolve();
      },
    );
  });
}
