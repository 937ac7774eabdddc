import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Router } from "express";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { type Registries, registries } from "../../../sidecar/composition/registries.ts";
import { type Sidecar, startSidecar } from "../../../sidecar/composition/sidecar.ts";
import { readSettings } from "../../../sidecar/config/read.ts";
import type { ConfiguredConnection } from "../../../sidecar/engine/ports/connection.ts";
import { createLogger } from "../../../sidecar/observability/log.ts";
import { digestOf, newApiKey } from "../../../sidecar/security/keys.ts";
import type { TransportModule } from "../../../sidecar/transports/transport.ts";
import { useBroker } from "../../support/broker.ts";
import { supplierConnection } from "../../support/connection.ts";
import { useHttpServers } from "../../support/http-server.ts";
import { useJournal } from "../../support/journal.ts";
import { tinyConnection, tinyFlow, tinyFormat } from "../../support/tiny.ts";
import { inEnglish } from "../../support/told.ts";
import { interchange } from "../../support/x12-text.ts";

const store = useJournal();
const broker = useBroker();
const httpServer = useHttpServers();
const running: Sidecar[] = [];
afterEach(async () => {
  for (const sidecar of running.splice(0)) await sidecar.stop();
});

/** A connection that the composed registries know all of. */
const connection = tinyConnection({ format: { code: "tiny", version: "", options: {} }, policy: {} });

/** Starts a sidecar in this process. Its Odoo is out of service, so it works with the connections of the journal. */
async function sidecar(
  composed: Registries,
  given: Readonly<Record<string, string>> = {},
  partner: ConfiguredConnection = connection,
) {
  await store.journal.saveConfiguration({ version: "1", connections: [partner] });
  const odoo = await httpServer((response) => void response.writeHead(503).end());
  const { settings } = readSettings(
    {
      SUTURE_HTTP_PORT: "0",
      SUTURE_DATABASE_URL: store.url,
      SUTURE_AMQP_URL: broker.url,
      SUTURE_ODOO_URL: odoo.url,
      SUTURE_ODOO_DATABASE: "nowhere",
      SUTURE_ODOO_API_KEY: "k".repeat(40),
      SUTURE_OPERATOR_TOKEN: "o".repeat(40),
      SUTURE_PSEUDONYM_SECRET: "s".repeat(40),
      ...given,
    },
    composed,
  );
  if (!settings) throw new Error("the settings are refused");
  const started = await startSidecar(settings, composed, createLogger("fatal"), {});
  running.push(started);
  return started;
}

const tiny: Registries = { ...registries, formats: [tinyFormat()], flows: [tinyFlow()] };

/** A transport that lets messages in by a route of its own and by a port of its own. */
function bell(rung: string[]): TransportModule {
  return {
    code: "bell",
    label: "Bell",
    directions: ["in"],
    address: null,
    in: () => ({
      routes: [Router().get("/v1/bell", (_request, response) => void response.json({ rung: true }))],
      listen: async () => {
        const server: Server = createServer().listen(0, "127.0.0.1");
        await new Promise((resolve) => server.once("listening", resolve));
        return {
          port: (server.address() as AddressInfo).port,
          observe: () => ({ unproven: 0, proven: 0 }),
          close: async () => {
            rung.push("closed");
            server.close();
          },
        };
      },
    }),
  };
}

describe("a sidecar composed with other registries", () => {
  it("reads and routes with their formats and flows", async () => {
    const { ports } = await sidecar(tiny);
    const key = newApiKey();
    await store.journal.addKey("tiny", digestOf(key), {
      beginning: "sk_test",
      replace: true,
      actor: "operator",
    });
    const answer = await fetch(`http://127.0.0.1:${ports.http}/v1/edi/tiny`, {
      method: "POST",
      headers: { "x-api-key": key, "content-type": "text/plain" },
      body: "tiny composed\nN1 a\n",
    });
    expect(answer.status).toBe(202);
    const document = await eventually("the document is entered", () =>
      store.journal.documentByKey("tiny/composed/1"),
    );
    expect(document).toMatchObject({ flow: "tiny", type: "Acknowledgement", number: "N1" });
  });

  it("serves the routes and the listener of an added transport, and closes it when it stops", async () => {
    const rung: string[] = [];
    const { ports, stop } = await sidecar({ ...tiny, transports: [...registries.transports, bell(rung)] });
    expect(ports).toMatchObject({ http: expect.any(Number), bell: expect.any(Number) });
    expect(await (await fetch(`http://127.0.0.1:${ports.http}/v1/bell`)).json()).toEqual({ rung: true });
    expect(rung).toEqual([]);
    expect(await stop()).toEqual([]);
    expect(rung).toEqual(["closed"]);
    running.pop();
  });

  it("stops what it has started when it cannot start completely", async () => {
    const taken = await sidecar(tiny);
    const before = await connections();
    await expect(sidecar(tiny, { SUTURE_HTTP_PORT: String(taken.ports.http) })).rejects.toThrow("EADDRINUSE");
    await eventually("its connections to the journal are gone", async () => (await connections()) <= before);
  });
});

describe("an 856 over HTTP", () => {
  const body = [
    "BSN*00*SH-77*20261201*0915",
    "HL*1**S",
    "TD5*B*2*UPSN",
    "HL*2*1*O",
    "PRF*P00031",
    "HL*3*2*P",
    "MAN*GM*00006141410000000012",
    "HL*4*3*I",
    "LIN*1*VN*HM-1001*LT*L2611",
    "SN1**10*BX",
    "CTT*4*10",
  ].map((segment) => segment.split("*"));

  it("is accepted, and waits for a person with its title and its lines, because no flow handles it", async () => {
    const partner = tinyConnection({ ...supplierConnection(), code: "edi-harbor" });
    const { ports } = await sidecar(registries, {}, partner);
    const key = newApiKey();
    await store.journal.addKey(partner.code, digestOf(key), {
      beginning: "sk_test",
      replace: true,
      actor: "operator",
    });
    const answer = await fetch(`http://127.0.0.1:${ports.http}/v1/edi/${partner.code}`, {
      method: "POST",
      headers: { "x-api-key": key, "content-type": "application/edi-x12" },
      body: interchange("856", "SH", body, { control: 77 }),
    });
    expect(answer.status).toBe(202);
    const document = await eventually("the document waits for a person", async () => {
      const { rows } = await store.database.query<{ id: string }>(
        "select id from document where connection = 'edi-harbor' and state = 'attention'",
      );
      const [found] = await store.journal.documentsById(rows.map(({ id }) => id));
      return found;
    });
    expect(document).toMatchObject({
      state: "attention",
      reasonCode: "UNSUPPORTED_DOCUMENT",
      flow: null,
      type: "DespatchAdvice",
      number: "SH-77",
      input: null,
      shown: {
        orderReference: "P00031",
        carrier: { ids: [{ scheme: "scac", id: "UPSN" }] },
        packages: [{ kind: "carton", sscc: "006141410000000012" }],
        lines: [{ quantity: { value: "10", unit: "BX" }, lots: [{ number: "L2611" }] }],
      },
    });
    expect(inEnglish(document?.reason)).toContain("No flow handles documents of type Despatch advice.");
    const sent = await eventually("the acknowledgement is stored", async () => {
      const { rows } = await store.database.query<{ body: Buffer }>(
        "select body from delivery where code = '997'",
      );
      return rows[0]?.body.toString("latin1");
    });
    expect(sent).toMatch(/AK1\*SH\*77.*AK2\*856\*0001.*AK5\*A.*AK9\*A\*1\*1\*1/s);
  });
});

async function connections(): Promise<number> {
  const found = await store.database.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name like 'suture %'",
  );
  return found.rows[0]?.count ?? 0;
}
