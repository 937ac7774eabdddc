import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { INBOUND_QUEUE } from "../../../sidecar/broker/topology.ts";
import { digestOf, newApiKey } from "../../../sidecar/security/keys.ts";
import { useStoppable } from "./stoppable.ts";

const { broker, hold, publish, running, states, stopped, store } = useStoppable();

describe("a stopping sidecar", () => {
  it("ends while senders keep sockets open with unfinished bodies and frames", async () => {
    const test = await running();
    const key = newApiKey();
    await store.journal.addKey("edi-test", digestOf(key), {
      beginning: "sk_test",
      replace: true,
      actor: "tester",
    });
    const head = `POST /v1/edi/edi-test HTTP/1.1\r\nhost: x\r\nx-api-key: ${key}\r\n`;
    const type = "content-type: application/cloudevents+json\r\n";
    hold(Number(test.http.port), `${head}${type}content-length: 1000\r\n\r\n{`);
    hold(Number(test.http.port), `${head}${type}transfer-encoding: chunked\r\n\r\n1\r\n{\r\n`);
    hold(Number(test.http.port), head);
    hold(test.mllpPort, "");
    hold(test.mllpPort, "\x0bMSH|^~\\&|A|B|");
    await fetch(new URL("/healthz", test.http));
    expect(await stopped(test)).not.toBeNull();
  });

  it("ends under load", async () => {
    const test = await running();
    const ids = Array.from({ length: 500 }, () => randomUUID());
    for (const id of ids) publish(id);
    await eventually("some are taken in", async () => (await states(ids[0] ?? "")).length > 0);
    expect(await stopped(test)).not.toBeNull();
    const taken = await store.database.query(
      "select count(*)::int as count from message where identity = any($1)",
      [ids.map((id) => `cloudevents/urn:test/${id}`)],
    );
    await eventually("each is in the journal or with the broker", async () => {
      return taken.rows[0].count + (await broker.ready(INBOUND_QUEUE)) >= ids.length;
    });
  });
});
