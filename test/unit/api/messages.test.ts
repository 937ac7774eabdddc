import { describe, expect, it } from "vitest";
import { queuedDocument } from "../../support/memory-journal.ts";
import { bearer, document, IDS, messages, OPERATOR, SENSITIVE, UNKNOWN_ID } from "./routes.ts";

const [harbors, others, nobodys] = IDS;
const partner = { "x-api-key": "key of edi-harbor" };

describe("GET /v1/messages", () => {
  it("returns the messages that match a search", async () => {
    const { agent, searches } = messages();
    const query = `connection=edi-harbor&status=attention&reasonCode=UNKNOWN_ITEM&number=P00001&before=${IDS[2]}`;
    const { status, body } = await agent.get(`/v1/messages?${query}`).set(bearer(OPERATOR));
    expect(status).toBe(200);
    expect(searches).toEqual([
      {
        connection: "edi-harbor",
        status: "attention",
        reasonCode: "UNKNOWN_ITEM",
        text: "P00001",
        before: IDS[2],
        limit: 50,
      },
    ]);
    expect(body.messages[0]).toMatchObject({
      id: harbors,
      location: `/v1/messages/${harbors}`,
      status: "attention",
    });
    expect(body).not.toHaveProperty("next");
  });

  it("finds messages and, on the first page, sent documents by one term", async () => {
    const { agent, searches, sent } = messages();
    const first = await agent.get("/v1/messages?q=P00031&limit=2").set(bearer(OPERATOR));
    expect(searches).toEqual([{ q: "P00031", limit: 2 }]);
    expect(sent).toEqual([{ q: "P00031", limit: 2 }]);
    expect(first.body.sent).toEqual([
      expect.objectContaining({
        code: "850",
        number: "P00031",
        location: `/v1/documents/${first.body.sent[0].id}`,
      }),
    ]);
    const second = await agent.get(first.body.next).set(bearer(OPERATOR));
    expect(second.body).not.toHaveProperty("sent");
    expect(searches[1]).toEqual({ q: "P00031", limit: 2, before: others });
    const narrowed = await agent.get("/v1/messages?q=P00031&status=done").set(bearer(OPERATOR));
    expect(narrowed.body).not.toHaveProperty("sent");
  });

  it("links to the next page of the same search", async () => {
    const { agent, searches } = messages();
    const first = await agent.get("/v1/messages?limit=2&connection=edi-harbor").set(bearer(OPERATOR));
    expect(first.body.messages).toHaveLength(2);
    const second = await agent.get(first.body.next).set(bearer(OPERATOR));
    expect(second.status).toBe(200);
    expect(searches[1]).toEqual({ ...searches[0], before: others });
  });

  it.each([
    "limit=0",
    "limit=-1",
    "limit=201",
    "limit=x",
    "limit=",
    "limit=1.5",
    "limit=1e1",
    "limit=0x10",
    "limit=99999999999999999999",
    "limit=1&limit=2",
    "limit[]=1",
    "before=5",
    "before=",
    "status=a",
    "status=done&status=done",
    "reasonCode=NOTHING",
    "number=a%00b",
    "q=a%00b",
    "conection=edi-harbor",
    "__proto__=1",
  ])("refuses %s", async (query) => {
    const { agent, searches } = messages();
    const { status, body } = await agent.get(`/v1/messages?${query}`).set(bearer(OPERATOR));
    expect(status).toBe(400);
    expect(body.detail).toContain(query.split(/\[?]?=/)[0]);
    expect(searches).toEqual([]);
  });

  it.each([
    ["nobody", {}],
    ["a wrong token", bearer("wrong")],
    ["a partner", partner],
    ["a partner's key as a token", bearer("key of edi-harbor")],
  ])("is not for %s", async (_who, headers) => {
    const { agent, searches } = messages();
    const answer = await agent.get("/v1/messages").set(headers);
    expect(answer.status).toBe(401);
    expect(answer.headers["www-authenticate"]).toMatch(/^Bearer realm="suture"(, error="invalid_token")?$/);
    expect(searches).toEqual([]);
  });
});

describe("GET /v1/messages/{id}", () => {
  it.each([
    ["an operator, any", bearer(OPERATOR), others, 200],
    ["an operator, of nobody known", bearer(OPERATOR), nobodys, 200],
    ["the sensitive role, any", bearer(SENSITIVE), others, 200],
    ["a partner, its own", partner, harbors, 200],
    ["a partner, its own, by bearer as when it posted", bearer("key of edi-harbor"), harbors, 200],
    ["a partner, another's", partner, others, 404],
    ["a partner, of nobody known", partner, nobodys, 404],
    ["a partner, unknown", partner, UNKNOWN_ID, 404],
    ["an operator, unknown", bearer(OPERATOR), UNKNOWN_ID, 404],
    ["an operator, no id", bearer(OPERATOR), "1 or 1=1", 404],
    ["a wrong key", { "x-api-key": "wrong" }, harbors, 404],
    ["a wrong token", bearer("wrong"), harbors, 401],
    ["nobody", {}, harbors, 401],
    ["nobody, unknown", {}, UNKNOWN_ID, 401],
  ])("%s", async (_who, headers, id, status) => {
    const answer = await messages()
      .agent.get(`/v1/messages/${encodeURIComponent(id)}`)
      .set(headers);
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body.id).toBe(id);
    else expect(JSON.stringify(answer.body)).not.toContain("P00001");
  });

  it.each([
    ["the message", ""],
    ["its acknowledgement", "/acknowledgement"],
  ])("the key of a connection that is switched off cannot read %s", async (_what, path) => {
    const ask = (off: readonly string[], headers: Record<string, string>) =>
      messages({ off, acknowledgements: [] }).agent.get(`/v1/messages/${harbors}${path}`).set(headers);
    const usual = (await ask([], partner)).body;
    for (const headers of [partner, bearer("key of edi-harbor")]) {
      const answer = await ask(["edi-harbor"], headers);
      expect([answer.status, answer.headers["retry-after"]]).toEqual([503, "300"]);
      expect(answer.body).toEqual({
        type: "urn:suture:problem:connection-paused",
        title: expect.any(String),
        status: 503,
        detail: "The receiver has switched this connection off. Ask again later.",
        instance: `/v1/messages/${harbors}${path}`,
        traceId: expect.any(String),
      });
    }
    for (const headers of [{ "x-api-key": "key of edi-other" }, bearer("key of edi-other"), {}]) {
      const answer = await ask(["edi-harbor"], headers);
      expect([401, 404]).toContain(answer.status);
      expect(answer.body.detail).toBeUndefined();
    }
    expect((await ask(["edi-other"], partner)).body).toEqual({ ...usual, traceId: expect.any(String) });
  });

  describe("with many documents", () => {
    const documents = Array.from({ length: 9999 }, (_, index) =>
      queuedDocument({
        id: `0193a6f0-0000-7000-8000-${String(index).padStart(12, "0")}`,
        number: `P${index}`,
      }),
    );

    it.each([
      ["an operator", bearer(OPERATOR)],
      ["its partner", partner],
    ])("returns a hundred documents to %s, and links through all of them in order", async (_who, headers) => {
      const { agent } = messages({ documents });
      const first = await agent.get(`/v1/messages/${harbors}`).set(headers);
      expect(first.body.documents).toHaveLength(100);
      expect(first.text.length).toBeLessThan(200_000);
      const numbers: string[] = [];
      let address: string | undefined = `/v1/messages/${harbors}?limit=200`;
      while (address !== undefined) {
        const page: { documents: { number: string }[]; next?: string } = (
          await agent.get(address).set(headers)
        ).body;
        numbers.push(...page.documents.map(({ number }) => number));
        address = page.next;
      }
      expect(numbers).toEqual(documents.map(({ number }) => number));
    });

    it("queries only the steps of the returned documents, up to a limit each", async () => {
      const { agent, asked } = messages({ documents });
      await agent.get(`/v1/messages/${harbors}?limit=2`).set(bearer(OPERATOR));
      expect(asked).toEqual([[harbors, documents.slice(0, 2).map(({ id }) => id), 100]]);
    });

    it("has no next page after the last one, also when it is full", async () => {
      const { agent } = messages({ documents: documents.slice(0, 4) });
      const first = await agent.get(`/v1/messages/${harbors}?limit=2`).set(partner);
      const second = await agent.get(first.body.next).set(partner);
      expect(second.body.documents).toHaveLength(2);
      expect(second.body).not.toHaveProperty("next");
    });

    it.each(["limit=-1", "limit=0", "limit=201", "after=5", `after=${UNKNOWN_ID}`, "page=2"])(
      "refuses %s",
      async (query) => {
        const { status, body } = await messages({ documents })
          .agent.get(`/v1/messages/${harbors}?${query}`)
          .set(partner);
        expect([status, body.type]).toEqual([400, "urn:suture:problem:bad-request"]);
        expect(body.detail).toContain(query.split("=")[0]);
      },
    );
  });

  it("returns the documents with their steps and their records in Odoo to an operator", async () => {
    const { body } = await messages().agent.get(`/v1/messages/${harbors}`).set(bearer(OPERATOR));
    expect(body.documents).toMatchObject([
      {
        id: document.id,
        number: "P00001",
        state: "attention",
        reason: "An item is not known.",
        odoo: [{ model: "purchase.order", id: 3, url: "https://odoo.example/odoo/purchase.order/3" }],
        steps: [{ name: "needs attention" }],
      },
    ]);
    expect(body.steps).toMatchObject([{ name: "decoded" }]);
  });

  it("returns the state of its documents to a partner, without internal data", async () => {
    const { body } = await messages().agent.get(`/v1/messages/${harbors}`).set(partner);
    expect(body.documents).toEqual([
      {
        id: document.id,
        code: "T",
        type: "Acknowledgement",
        number: "P00001",
        state: "attention",
        reasonCode: "UNKNOWN_ITEM",
        nextAttemptAt: null,
      },
    ]);
    expect(body).not.toHaveProperty("steps");
    expect(JSON.stringify(body)).not.toContain("odoo.example");
  });

  it("never returns the content", async () => {
    const acknowledgements = [
      {
        code: "997",
        contentType: "application/edi-x12",
        body: Buffer.from("AK1"),
        state: "done",
        doneAt: null,
      },
    ];
    const { body } = await messages({ acknowledgements })
      .agent.get(`/v1/messages/${harbors}`)
      .set(bearer(SENSITIVE));
    expect(body.acknowledgements).toEqual([{ code: "997", state: "done", doneAt: null }]);
    expect(JSON.stringify(body)).not.toContain("RAW");
  });
});
