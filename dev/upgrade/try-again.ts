import { sidecarClient } from "../clients/sidecar.ts";
import { startEnvironment, startParts, stopEnvironment } from "../environment/environment.ts";
import { JOURNAL, query } from "../environment/postgres.ts";
import { waitUntil } from "../environment/waiting.ts";
import type { Rows } from "./journal-rows.ts";

/**
 * Retries the exceptions that an earlier version left. A document stored by that version must still be readable and must fail
 * again for the same reason. Returns a sentence for each exception whose state or reason code has changed, or a single sentence
 * if there were no exceptions or the sidecar refused to retry them. An empty list means success.
 */
export async function tryExceptionsAgain(root: string, documents: Rows): Promise<string[]> {
  const exceptions = [...documents.values()].filter(({ state }) => state === "attention");
  if (exceptions.length === 0) return ["The earlier version left no exception that can be tried again."];
  const ids = exceptions.map(({ id }) => String(id));
  const environment = await startEnvironment({ root });
  try {
    const { status } = await sidecarClient(environment.sidecar).operator("POST", "/v1/replays", {
      documents: ids,
    });
    if (status !== 202)
      return [`The sidecar answered ${status} when ${ids.length} exceptions were to be tried again.`];
    await waitUntil(async () => (await openOf(root, ids)) === 0, {
      seconds: 120,
      what: "The last exception",
      next: () => "It is still being processed.",
    });
    const now = await rowsOf(root, ids);
    return exceptions.flatMap((was) => differenceOf(was, now.get(String(was.id))));
  } finally {
    await stopEnvironment({ root });
  }
}

function differenceOf(
  was: Record<string, unknown>,
  now: Record<string, unknown> | undefined,
): readonly string[] {
  if (now?.state === was.state && now?.reason_code === was.reason_code) return [];
  const number = `${was.document_type} ${was.document_number}`;
  return [
    `${number} was ${was.state} (${was.reason_code}), and is ${now?.state} (${now?.reason_code}): ${now?.reason}`,
  ];
}

async function openOf(root: string, ids: readonly string[]): Promise<number> {
  const rows = [...(await rowsOf(root, ids)).values()];
  return rows.filter(({ state }) => state === "queued" || state === "processing").length;
}

async function rowsOf(root: string, ids: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  const place = await startParts({ root, parts: ["postgres"] });
  const sql = "select id::text, state, reason_code, reason from document where id = any($1::uuid[])";
  const rows = await query(place, JOURNAL, sql, [ids]);
  return new Map(rows.map((row) => [String(row.id), row]));
}
