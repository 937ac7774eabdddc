import { eventually } from "../../dev/clients/eventually.ts";
import { WORKING_DATABASE } from "../../dev/environment/odoo.ts";
import { query } from "../../dev/environment/postgres.ts";
import { killing } from "./01-kills.ts";
import type { ChaosTest, Result } from "./chaos-test.ts";
import type { Stage } from "./stage.ts";

/** What answers at Odoo's address while Odoo does not: proxies, and half an Odoo. None of them is an answer. */
const NONSENSE: Readonly<Record<string, Uint8Array>> = {
  "a proxy's 404": http(404, "<html><h1>Not Found</h1></html>", "text/html"),
  "a proxy's 500": http(500, "<html><h1>Internal Server Error</h1></html>", "text/html"),
  "a proxy's 403": http(403, '{"message": "Blocked."}'),
  "a redirect to a login": http(302, "", "text/html", "location: /web/login\r\n"),
  "a page that says 200": http(200, "<html>Back soon</html>", "text/html"),
  "an empty list": http(200, "[]"),
  "an empty object": http(200, "{}"),
  null: http(200, "null"),
  "Odoo's error about an unreachable database": http(
    500,
    '{"name": "psycopg2.OperationalError", "message": "connection to server failed", "arguments": [], "debug": ""}',
  ),
};

/** Within how many seconds an operator sees it. */
const SEEN_SECONDS = 60;

export const nonsense: ChaosTest = {
  number: 10,
  title: "pages, empty lists and errors instead of Odoo, and Odoo without its database",
  run: (stage) => nonsensical(stage, stage.scaled(2000, 100), Object.keys(NONSENSE)),
};

/** Nothing is refused by anyone: every valid message must be applied, and none may become an exception. */
export async function nonsensical(stage: Stage, messages: number, words: readonly string[]): Promise<Result> {
  const unseen: string[] = [];
  const seen = async (what: string) => {
    const isSeen = () => odooIsDown(stage);
    await eventually(`/readyz reports ${what}`, isSeen, SEEN_SECONDS).catch(() => void unseen.push(what));
  };
  // One after the other: the effects of the previous one must be over before the next one is tested.
  const up = () => eventually("Odoo is up", async () => !(await odooIsDown(stage)), SEEN_SECONDS);
  const speaking = words.map((what) => async () => {
    const answer = NONSENSE[what] as Uint8Array;
    await up();
    stage.odooProxy.behave({ instead: () => answer });
    await seen(what);
    stage.odooProxy.behave({});
  });
  const withoutDatabase = async () => {
    await up();
    await allowDatabase(stage, false);
    await seen("Odoo without its database");
    await allowDatabase(stage, true);
  };
  const result = await killing(stage, {
    messages,
    sidecarKills: 0,
    brokerKills: 0,
    odooRestarts: 0,
    more: [...speaking, withoutDatabase],
    drained: null,
  });
  const swallowed = stage.odooProxy.swallowed();
  return {
    ...result,
    misses: [
      ...result.misses,
      ...unseen.map((what) => `${what} was not reported within ${SEEN_SECONDS} s`),
      ...(swallowed === 0 && words.length > 0
        ? ["nothing was answered instead of Odoo: nothing was tested"]
        : []),
    ],
    figures: { ...result.figures, "calls answered instead of Odoo": swallowed },
  };
}

async function odooIsDown(stage: Stage): Promise<boolean> {
  const answer = await fetch(`${stage.firstDoors().url}/readyz`);
  const { parts } = (await answer.json()) as { parts: { odoo: { state: string } } };
  return parts.odoo.state === "down";
}

/** Odoo's database refuses connections and ends existing ones, as during a restore. */
async function allowDatabase({ place }: Stage, allow: boolean): Promise<void> {
  const ask = (sql: string) => query(place, "postgres", sql, []);
  await ask(`alter database "${WORKING_DATABASE}" with allow_connections ${allow}`);
  if (!allow)
    await ask(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${WORKING_DATABASE}'`);
}

function http(status: number, body: string, type = "application/json", more = ""): Uint8Array {
  return Buffer.from(
    `HTTP/1.1 ${status} Said\r\ncontent-type: ${type}\r\n${more}content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
