import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { OrderResponse } from "../../../../sidecar/documents/order-response.ts";
import { createConnections } from "../../../../sidecar/engine/model/connections.ts";
import { createSourceViews } from "../../../../sidecar/engine/receive/source-views.ts";
import type { Document, Message } from "../../../../sidecar/engine/records.ts";
import { formats } from "../../../../sidecar/formats/registry.ts";
import { exchangeRow } from "../../../../sidecar/odoo/exchange-row.ts";
import { directReading } from "../../../../sidecar/reading/reading.ts";
import { createPseudonym } from "../../../../sidecar/security/pseudonym.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { adt } from "../../../support/hl7-text.ts";
import { recordedLog } from "../../../support/log.ts";
import { queuedDocument } from "../../../support/memory-journal.ts";

const file = "../../../../fixtures/04-855-price-over-tolerance-waits-for-a-person/message.x12";
const body = readFileSync(path.join(import.meta.dirname, file));
const connection = {
  ...supplierConnection(),
  active: true,
  route: { transport: "none", url: null },
} as const;
const message: Message = {
  id: "m-1",
  connection: connection.code,
  transport: "https",
  contentType: null,
  format: "x12",
  identity: "x12/one",
  contentHash: "hash",
  conflictsWith: null,
  body,
  state: "decoded",
  traceId: "trace",
  receivedAt: new Date(0),
};
const answer = (given: Partial<Document> = {}) =>
  queuedDocument({
    direction: "inbound",
    messageId: "m-1",
    connection: connection.code,
    key: `${connection.code}/x12/one/103/1-0001`,
    state: "attention",
    ...given,
  });

/** The journal's bytes of one message. */
function memorySources(read: () => Promise<Message | null>) {
  return {
    messageById: read,
    messageHead: async (_id: string, mostBytes: number) => {
      const found = await read();
      return (
        found && {
          ...found,
          unreadable: found.unreadable ?? null,
          size: found.body.length,
          body: found.body.subarray(0, mostBytes),
        }
      );
    },
    messageRange: async (_id: string, start: number, end: number) =>
      (await read())?.body.subarray(start, end) ?? null,
    sentFile: async () => null,
    documentsOfMessage: async () => [],
  };
}

function viewOf(document: Document, read: () => Promise<Message | null> = async () => message) {
  const log = recordedLog();
  const asked: number[] = [];
  const messageById = (_id: string, mostBytes: number) => {
    asked.push(mostBytes);
    return read();
  };
  const views = createSourceViews({
    journal: {
      ...memorySources(read),
      messageById,
    },
    connections: createConnections({ version: "1", connections: [connection] }),
    formats,
    ...directReading(formats, createPseudonym("a secret that is 32 bytes or more")),
    log,
  });
  return views(document).then((view) => ({ view, asked, log }));
}

describe("the source view", () => {
  it("is reported for an exception, with its report to Odoo", async () => {
    const { view } = await viewOf(answer());
    expect(view?.[1]).toMatchObject({ title: "PO1 1", line: "1" });
    const row = exchangeRow({ document: answer(), outcome: null, doneAt: null, sourceView: view });
    expect(row).toMatchObject({ source_view: view });
  });

  it("shows no value of a document that no flow of the connection accepts", async () => {
    const discharge = { ...message, format: "hl7v2", body: Buffer.from(adt("A03")) };
    const key = `${connection.code}/x12/one/1`;
    const taken = await viewOf(answer({ key }), async () => discharge);
    const untaken = await viewOf(answer({ key, input: null }), async () => discharge);
    expect(JSON.stringify(taken.view)).toContain("DEP-CLE");
    expect(JSON.stringify(untaken.view)).not.toContain("DEP-CLE");
    expect(untaken.view?.flatMap(({ rows }) => rows.map(({ label }) => label))).toContain("PV1-3");
  });

  it("shows the values of a document that are stored for display, and no others", async () => {
    const whole = JSON.parse(
      readFileSync(path.join(import.meta.dirname, file, "../document.json"), "utf8"),
    ) as OrderResponse;
    const { view } = await viewOf(answer({ input: null, shown: { ...whole, lines: [] } }));
    const values = view?.flatMap(({ rows }) => rows.map(({ value }) => value));
    expect(values).toContain(whole.orderReference);
    expect(values).not.toContain(whole.lines[0]?.item.ids[0]?.id);
  });

  it.each([
    ["of what is done", answer({ state: "done" })],
    ["of what goes out", answer({ direction: "outbound" })],
    ["of what came of no message", answer({ messageId: null })],
  ])("is not reported %s, and the message is not read", async (_, document) => {
    const { view, asked } = await viewOf(document);
    expect([view, asked]).toEqual([null, []]);
  });

  it("is not reported when the message is deleted, too long, or another one", async () => {
    expect((await viewOf(answer(), async () => null)).view).toBeNull();
    expect((await viewOf(answer({ key: "edi/other/1" }))).view).toBeNull();
  });

  it("does not prevent a report when it cannot be read", async () => {
    const { view, log } = await viewOf(answer(), () => Promise.reject(new Error("journal away")));
    expect(view).toBeNull();
    expect(JSON.stringify(log)).toContain("the received document cannot be displayed");
  });
});
