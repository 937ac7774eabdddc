import { randomUUID } from "node:crypto";
import { describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { query } from "../../dev/environment/postgres.ts";
import { type Attempt, billingSender } from "../support/billing-sender.ts";
import { onlyMessage, world } from "../support/world.ts";
import { confirmedData, event, issuedData } from "../unit/codecs/billing/events.ts";

const sender = billingSender(inject("environment"));
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000);

/** A payment with a number that no other run uses, for an invoice that does not exist. */
const somePayment = () => {
  const number = `PAY-${randomUUID()}`;
  const data = confirmedData({ id: number, invoiceNumber: `BI-${number}` });
  return { number, body: JSON.stringify(event("payment.confirmed", data, { id: `evt_${number}` })) };
};

/** Returns how many messages of the journal contain the text. */
async function stored(text: string): Promise<number> {
  const rows = await query(
    world().place,
    "suture_journal",
    "select id from message where position($1::bytea in body) > 0",
    [Buffer.from(text)],
  );
  return rows.length;
}

type Evidence = { readonly attempts: number; readonly last: object | undefined };

/** Returns the records of attempts refused for that reason: one row a minute, whose count is updated within seconds. */
async function evidence(reason: string): Promise<Evidence> {
  const rows = await query(
    world().place,
    "suture_journal",
    `select connection, transport, status, reason, excerpt, attempts from rejection
      where connection = 'billing' and reason = $1 order by at desc`,
    [reason],
  );
  const attempts = rows.reduce((sum, row) => sum + Number(row.attempts), 0);
  const { attempts: _count, ...last } = rows[0] ?? {};
  return { attempts, last };
}

/** Waits until this many more are recorded than before. */
async function noted(reason: string, before: Evidence, more: number): Promise<object | undefined> {
  return eventually(`${more} attempts are noted`, async () => {
    const now = await evidence(reason);
    return now.attempts === before.attempts + more && now.last;
  });
}

describe("a webhook that cannot be authenticated", () => {
  const stranger = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
  const cases: readonly (readonly [string, () => Attempt, string])[] = [
    ["signed with another secret", () => ({ secret: stranger }), "webhook-signature"],
    ["that is 301 seconds old", () => ({ at: secondsAgo(301) }), "webhook-timestamp"],
    ["without a signature", () => ({ without: ["webhook-signature"] }), "webhook-headers"],
  ];
  it.each(cases)(
    "%s is answered with 401, and only the attempt is stored",
    async (_name, attempt, reason) => {
      const { number, body } = somePayment();
      const before = await evidence(reason);
      const answer = await sender.webhook(body, attempt());
      expect([answer.status, answer.contentType]).toEqual([401, "application/problem+json"]);
      expect(answer.body.type).toBe("urn:suture:problem:unauthorized");
      expect(JSON.stringify(answer.body)).not.toContain(number);
      expect(await noted(reason, before, 1)).toEqual({
        connection: "billing",
        transport: "https",
        status: 401,
        reason,
        excerpt: null,
      });
      expect(await stored(number)).toBe(0);
      // The same body with a valid signature is accepted: only the attempt was invalid.
      expect((await sender.webhook(body)).status).toBe(202);
      expect(await stored(number)).toBe(1);
    },
  );
});

describe("a repeated webhook", () => {
  it("is a duplicate when it is signed again", async () => {
    const { number, body } = somePayment();
    const id = `msg_${randomUUID()}`;
    const first = await sender.webhook(body, { id });
    const again = await sender.webhook(body, { id, at: secondsAgo(60) });
    expect([first, again].map(({ status, body }) => [status, body.messages[0]?.status])).toEqual([
      [202, "accepted"],
      [202, "duplicate"],
    ]);
    expect(onlyMessage(again)).toBe(onlyMessage(first));
    expect(await stored(number)).toBe(1);
  });
});

describe("a recorded webhook", () => {
  it("is refused each time it is sent again unchanged, and only the attempt is stored", async () => {
    const { number, body } = somePayment();
    const recorded = { id: `msg_${randomUUID()}`, at: secondsAgo(30) };
    const before = await evidence("webhook-replay");
    const answers = await Promise.all(Array.from({ length: 4 }, () => sender.webhook(body, recorded)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 401, 401, 401]);
    const later = await sender.webhook(body, recorded);
    expect([later.status, later.body.type]).toEqual([401, "urn:suture:problem:unauthorized"]);
    expect(await noted("webhook-replay", before, 4)).toMatchObject({ status: 401, excerpt: null });
    expect(await stored(number)).toBe(1);
  });
});

describe("a webhook with invalid data", () => {
  it("is accepted, and the exception names the invalid member but not its value", async () => {
    const number = `BI-${randomUUID()}`;
    const secret = `twelve-dollars-${randomUUID()}`;
    const data = issuedData({ number, total: secret });
    const answer = await sender.webhook(JSON.stringify(event("invoice.issued", data)));
    expect([answer.status, answer.body.messages[0]?.status]).toEqual([202, "accepted"]);
    const message = await world().settled(onlyMessage(answer), "attention");
    const [document] = message.documents;
    expect([document?.reasonCode, document?.number]).toEqual(["SCHEMA_INVALID", number]);
    expect(document?.reason).toContain("Total (wrong format)");
    expect(JSON.stringify(message)).not.toContain(secret);
    const [exchange] = await eventually("the exchange is in Odoo", async () => {
      const domain = [["document_number", "=", number]];
      const found = await world().odoo.searchRead<{ id: number }>("suture.exchange", domain, []);
      return found.length > 0 && found;
    });
    expect(exchange).toMatchObject({ state: "attention", reason_code: "SCHEMA_INVALID" });
    expect(JSON.stringify(exchange)).toContain("Total (wrong format)");
    expect(JSON.stringify(exchange)).not.toContain(secret);
  });
});
