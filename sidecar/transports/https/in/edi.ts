import type { Router } from "express";
import { type ConfiguredConnection, LARGEST_FILE_MEGABYTES } from "../../../engine/ports/connection.ts";
import type { KeyJournal } from "../../../engine/ports/journal/access.ts";
import type { PartnerKeyJournal } from "../../../engine/ports/partner-keys.ts";
import { atMost, type EndpointParts, endpoint, statedContentType } from "../../../http/endpoint.ts";
import { presentedKey } from "../../../http/operators.ts";
import type { Visit } from "../../../http/visit.ts";
import { digestOf, matchesAny } from "../../../security/keys.ts";

export type EdiParts = EndpointParts & {
  readonly journal: Pick<KeyJournal, "keyDigests"> & Pick<PartnerKeyJournal, "noteKeyUse">;
};

const KEPT_HEADERS = [
  "content-type",
  "content-disposition",
  "content-encoding",
  "content-length",
  "user-agent",
  "idempotency-key",
  "traceparent",
];

/** Stands for a connection that does not exist. No connection has this code. */
const NO_CONNECTION = "";

/**
 * Creates the route `POST /v1/edi/{connection}`, which accepts a partner's messages as the raw body. Responds with 202 when all
 * of them have been committed.
 */
export function ediRoutes(parts: EdiParts): Router {
  return endpoint<ConfiguredConnection>(parts, {
    path: "/v1/edi/:connection",
    inflate: true,
    provenBy: "key",
    keptHeaders: KEPT_HEADERS,
    recognise: (visit) => recognise(parts, visit),
    receive,
    large: { largestBytes, open: openLarge },
    bodyDetails: {},
    tooLarge: (limit) => tooLarge(limit, parts.maximumBytes),
  });
}

async function recognise(
  { connections, journal }: EdiParts,
  visit: Visit,
): Promise<ConfiguredConnection | null> {
  const connection = connections.configured(String(visit.request.params.connection));
  if (connection) visit.isFrom(connection);
  const key = presentedKey(visit.request);
  // An unknown connection is handled like a wrong key, so that nobody can find out which codes exist.
  const isKey = matchesAny(key ?? "", await journal.keyDigests(connection?.code ?? NO_CONNECTION));
  if (!connection || key === null || !isKey) {
    const detail =
      "Check the connection's code in the address, and send its API key in the header X-Api-Key.";
    return visit.refuse("unauthorized", detail, connection ? "unauthorized" : "unknown-connection");
  }
  void journal.noteKeyUse(digestOf(key));
  return (await visit.isProven(connection)) ? connection : null;
}

/**
 * Returns the member `detail` of the problem response for a body that exceeds `limit`: that of the connection or, if it is
 * `maximumBytes`, that of the formats that are held in memory.
 */
const tooLarge = (limit: number, maximumBytes: number): string =>
  limit === maximumBytes
    ? `${atMost(limit)} X12 and HL7 v2 files may be as large as the connection allows.`
    : `${atMost(limit)} It is that of the connection.`;

const largestBytes = ({ largestFileMegabytes = LARGEST_FILE_MEGABYTES }: ConfiguredConnection): number =>
  largestFileMegabytes * 1_000_000;

function openLarge(visit: Visit, beginning: Buffer, connection: ConfiguredConnection) {
  return visit.storeLarge({ connection, contentType: statedContentType(visit.request) }, beginning);
}

async function receive(visit: Visit, body: Buffer, connection: ConfiguredConnection): Promise<void> {
  if (body.length === 0) {
    await visit.refuse("empty-body", "Send the file as the body of the request.");
    return;
  }
  const contentType = statedContentType(visit.request);
  visit.answer(await visit.store({ connection, contentType, body }));
}
