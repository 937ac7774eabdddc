import { request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { newControlNumber } from "../../dev/clients/control-number.ts";
import type { Place } from "../../dev/environment/place.ts";
import { query } from "../../dev/environment/postgres.ts";
import { secret } from "../../dev/environment/secrets.ts";
import { codeOf, newKey } from "./large-bodies.ts";
import { largeInterchange } from "./large-interchange.ts";
import type { LoneSidecar } from "./lone-sidecar.ts";
import { pacedLoad, percentile } from "./paced-load.ts";

/** 180 lines, so that a file of 500 MB has fewer transaction sets than the default of 20,000 accepts. */
const LINES = 180;
/** The small messages of another sender. */
const OTHERS = { perSecond: 20, seconds: 5, connections: 4 };
const PATIENCE_MS = 3_600_000;

/**
 * Sends one interchange of many megabytes, and waits until it is decoded and acknowledged. Meanwhile another connection sends small
 * messages. Returns what both observed, with the median response times of the small messages: alone, while the file arrives, and
 * while it is decoded.
 */
export async function sendLargeFile(
  { url }: LoneSidecar,
  place: Place,
  database: string,
  megabytes: number,
): Promise<string> {
  const token = secret(place, "operator-token");
  const [key, otherKey] = await Promise.all([newKey(url, codeOf(0), token), newKey(url, codeOf(1), token)]);
  const alone = percentile(await others(url, otherKey, () => false), 0.5);
  const started = Date.now();
  const file = track(post(url, key, megabytes));
  const whileArriving = await others(url, otherKey, file.isPending);
  const { status, id } = await file.result;
  const seconds = (Date.now() - started) / 1000;
  if (status !== 202) throw new Error(`the file was answered ${status}`);
  const decoding = track(decoded(place, database, id));
  const whileDecoding = await others(url, otherKey, decoding.isPending);
  const { documents, acknowledgements } = await decoding.result;
  const total = (Date.now() - started) / 1000;
  const ratio = (times: readonly number[]) => (percentile(times, 0.5) / alone).toFixed(1);
  return (
    `${megabytes} MB accepted in ${seconds.toFixed(0)} s, ${documents} documents and ${acknowledgements} acknowledgement after ` +
    `${total.toFixed(0)} s; small messages of another sender: median ${alone.toFixed(1)} ms alone, ` +
    `${ratio(whileArriving)} times that while it arrives, ${ratio(whileDecoding)} times while it is decoded`
  );
}

/** Sends small messages for five seconds, and on while `goesOn` returns true. Returns their response times in milliseconds. */
async function others(url: string, key: string, goesOn: () => boolean): Promise<number[]> {
  const headers = { "content-type": "application/edi-x12", "x-api-key": key };
  const body = () => [...largeInterchange(newControlNumber(), 8000)].join("");
  const milliseconds: number[] = [];
  do {
    const load = { url: new URL(`/v1/edi/${codeOf(1)}`, url).href, headers, body, ...OTHERS };
    const result = await pacedLoad(load);
    const refused = result.statuses.filter((status) => status !== 202);
    if (refused.length > 0) throw new Error(`small messages were answered ${[...new Set(refused)]}`);
    milliseconds.push(...result.milliseconds);
  } while (goesOn());
  return milliseconds;
}

function post(url: string, key: string, megabytes: number): Promise<{ status: number; id: string }> {
  return new Promise((resolve, reject) => {
    const sending = request(new URL(`/v1/edi/${codeOf(0)}`, url), {
      method: "POST",
      agent: false,
      headers: { "content-type": "application/edi-x12", "x-api-key": key },
    });
    sending.on("response", (response) => {
      let text = "";
      response.on("data", (piece) => {
        text += String(piece);
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, id: JSON.parse(text).messages?.[0]?.id ?? "" }),
      );
    });
    pipeline(
      Readable.from(largeInterchange(newControlNumber(), megabytes * 1_000_000, LINES)),
      sending,
    ).catch(reject);
  });
}

/** Waits until a message is decoded. Returns the numbers of its documents and acknowledgements. */
async function decoded(place: Place, database: string, id: string) {
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await pause(1000)) {
    const [row] = await query(
      place,
      database,
      `select (select count(*)::int from document where message_id = m.id) as documents,
         (select count(*)::int from delivery where message_id = m.id) as acknowledgements
       from message m where id = $1 and state = 'decoded'`,
      [id],
    );
    if (row) return { documents: Number(row.documents), acknowledgements: Number(row.acknowledgements) };
  }
  throw new Error("the file was not decoded in time");
}

function track<Result>(result: Promise<Result>) {
  let isPending = true;
  const settle = () => {
    isPending = false;
  };
  result.then(settle, settle);
  return { result, isPending: () => isPending };
}
