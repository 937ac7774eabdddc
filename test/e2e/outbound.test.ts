import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "../../dev/clients/eventually.ts";
import { type PlacedOrder, placeOrder } from "../../dev/clients/purchasing.ts";
import { type SidecarClient, sidecarClient } from "../../dev/clients/sidecar.ts";
import { sidecarSettings, startSidecar, stopSidecar } from "../../dev/environment/sidecar.ts";
import { readX12 } from "../../sidecar/codecs/x12/read.ts";
import { useHttpServers } from "../support/http-server.ts";
import { useMailServers } from "../support/mail-server.ts";
import { type OwnSidecar, startOwnSidecar } from "../support/own-sidecar.ts";
import { onlyMessage, type World, world } from "../support/world.ts";
import { acknowledgement } from "../support/x12-text.ts";

const serve = useHttpServers();
const receiveMail = useMailServers();
const NUDGE = "suture.sidecar_url";
const HOUR = "interval '1 hour'";

/** Time passes in the journal, not in the test. */
async function inJournal(sql: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject("environment").postgres.url });
  await client.connect();
  await client.query(sql, [...values]);
  await client.end();
}

const tellAddress = ({ odoo }: World, value: string | false) =>
  odoo.call("ir.config_parameter", "set_param", { key: NUDGE, value });

/** A supplier with a connection of its own, and its key for the sidecar once that one knows the connection. */
async function newSupplier(
  { odoo, control }: World,
  sidecar: SidecarClient,
  given: Readonly<Record<string, unknown>>,
) {
  const number = control();
  const code = `edi-outbound-${number}`;
  const name = `Outbound Supplies ${number}`;
  const [partner] = await odoo.call<number[]>("res.partner", "create", {
    vals_list: [{ name, is_company: true }],
  });
  const flows = await odoo.searchRead<{ id: number }>(
    "suture.flow",
    [["code", "in", ["order-dispatch", "acknowledgement"]]],
    ["id"],
  );
  const identifiers = [
    [0, 0, { owner: "partner", scheme: "ZZ", value: `OUT${number}` }],
    [0, 0, { owner: "us", scheme: "ZZ", value: "NORTHFIELD" }],
  ];
  const [id] = await odoo.call<number[]>("suture.connection", "create", {
    vals_list: [
      {
        code,
        name,
        partner_id: partner,
        environment: "production",
        format_code: "x12",
        format_version: "004010",
        acknowledges: true,
        route_transport: "https",
        identifier_ids: identifiers,
        flow_ids: [[6, 0, flows.map((flow) => flow.id)]],
        ...given,
      },
    ],
  });
  const { key } = await eventually("the sidecar knows the connection", async () => {
    const answer = await sidecar.operator<{ key: string }>("POST", `/v1/connections/${code}/keys`, {});
    return answer.status === 201 ? answer.body : null;
  });
  const order = (): Promise<PlacedOrder> =>
    placeOrder(odoo, { supplier: name, lines: [{ item: "NF-1001", quantity: 5 }] });
  return { id: id ?? 0, code, name, key, order, sender: `OUT${number}` };
}

async function exchangeOf({ odoo }: World, order: PlacedOrder) {
  const [found] = await odoo.searchRead<{
    state: string;
    attempts: number;
    next_attempt_at: string | false;
    note: string | false;
    reason: string | false;
    acknowledgement: string;
  }>(
    "suture.exchange",
    [
      ["res_id", "=", order.id],
      ["direction", "=", "outbound"],
    ],
    ["state", "attempts", "next_attempt_at", "note", "reason", "acknowledgement"],
  );
  return found;
}

const stateOf = async ({ odoo }: World, id: number) =>
  (
    await odoo.searchRead<{
      delivery_state: string;
      unreachable_since: string | false;
      route_trouble: string | false;
    }>("suture.connection", [["id", "=", id]], ["delivery_state", "unreachable_since", "route_trouble"])
  )[0];

const orderNumbers = (bodies: readonly string[]) =>
  bodies.map((body) => /BEG\*\d\d\*NE\*([^*]+)\*/.exec(body)?.[1] ?? null);

describe("outgoing documents, with a sidecar that Odoo nudges and that polls once an hour", () => {
  let here: World;
  let own: OwnSidecar;
  let sidecar: SidecarClient;
  let mailbox: Awaited<ReturnType<typeof receiveMail>>;

  beforeAll(async () => {
    here = world();
    await stopSidecar(here.place);
  });
  afterAll(async () => {
    await own?.stop();
    await tellAddress(here, false);
    await startSidecar(here.place);
  });

  async function begin() {
    mailbox = await receiveMail();
    await own?.stop();
    own = await startOwnSidecar(here.place, "sidecar-outbound", {
      SUTURE_OUTBOX_POLL_SECONDS: "3600",
      SUTURE_SMTP_URL: mailbox.url,
      SUTURE_SMTP_FROM: "Purchasing <edi@northfield.example>",
    });
    const { operatorToken } = inject("environment").sidecar;
    sidecar = sidecarClient({ url: own.url, operatorToken });
    await tellAddress(here, own.url);
  }

  it("an order is sent as soon as it is confirmed; sent again it is marked as a duplicate", async () => {
    await begin();
    const partner = await serve((response) => response.writeHead(202).end());
    const supplier = await newSupplier(here, sidecar, { route_url: partner.url });
    const order = await supplier.order();
    await eventually("the partner has the order", () => partner.received.length === 1);
    await eventually("it is done", async () => (await exchangeOf(here, order))?.state === "done");
    await here.odoo.call("purchase.order", "action_send_again", { ids: [order.id] });
    await eventually("the partner has it again", () => partner.received.length === 2);
    const purposes = partner.received.map(({ body }) => /BEG\*(\d\d)\*/.exec(body)?.[1]);
    expect(purposes).toEqual(["00", "07"]);
    expect(orderNumbers(partner.received.map(({ body }) => body))).toEqual([order.name, order.name]);
  });

  it("credentials for another address are not sent, nor is the order, until a person has decided", async () => {
    await begin();
    const partner = await serve((response) => response.writeHead(202).end());
    const supplier = await newSupplier(here, sidecar, { route_url: `${partner.url}/in` });
    const file = join(sidecarSettings(here.place).SUTURE_SECRETS_DIR ?? "", `${supplier.code}.authorization`);
    writeFileSync(file, "https://edi.partner.example\nBearer partner-secret\n");
    const order = await supplier.order();
    const refused = await eventually("a person is asked", async () => {
      const exchange = await exchangeOf(here, order);
      return exchange?.state === "attention" ? exchange : null;
    });
    expect(refused.reason).toContain(`Nothing was sent to ${supplier.name}`);
    expect(refused.reason).toContain("are for https://edi.partner.example");
    expect(refused.reason).not.toContain("partner-secret");
    await eventually(
      "the connection shows it",
      async () => (await stateOf(here, supplier.id))?.route_trouble,
    );
    expect(partner.received).toEqual([]);

    writeFileSync(file, `${partner.url}\nBearer partner-secret\n`);
    const { body } = await sidecar.operator<{ documents: number }>("POST", "/v1/replays", {
      connection: supplier.code,
      state: "attention",
    });
    expect(body.documents).toBe(1);
    await eventually("the partner has the order", () => partner.received.length === 1);
    expect(partner.received[0]?.headers.authorization).toBe("Bearer partner-secret");
    await eventually(
      "the connection shows nothing any more",
      async () => (await stateOf(here, supplier.id))?.route_trouble === false,
    );
  });

  it("an address inside the network: the connection names the missing setting before anything is sent", async () => {
    await begin();
    const supplier = await newSupplier(here, sidecar, { route_url: "https://10.1.2.3/in" });
    const trouble = await eventually(
      "the connection shows it",
      async () => (await stateOf(here, supplier.id))?.route_trouble,
    );
    expect(trouble).toContain("add 10.1.2.3/32 to SUTURE_ALLOWED_TARGETS");
  });

  it("an unreachable partner: the order waits, is sent once by email, and its acknowledgement counts", async () => {
    await begin();
    let isUnreachable = true;
    const partner = await serve((response) =>
      isUnreachable
        ? response.writeHead(503, { "retry-after": "1800" }).end()
        : response.writeHead(202).end(),
    );
    const supplier = await newSupplier(here, sidecar, {
      route_url: partner.url,
      fallback_transport: "email",
      fallback_address: "orders@outbound.example",
      fallback_after_minutes: 60,
    });

    const order = await supplier.order();
    const waiting = await eventually("the order waits, and Odoo says so", async () => {
      const exchange = await exchangeOf(here, order);
      return exchange?.state === "waiting" ? exchange : null;
    });
    expect(waiting.attempts).toBe(1);
    const next = Date.parse(`${String(waiting.next_attempt_at).replace(" ", "T")}Z`);
    expect(next).toBeGreaterThan(Date.now() + 1_000_000);
    const unreachable = await eventually("the connection shows it", async () => {
      const state = await stateOf(here, supplier.id);
      return state?.delivery_state === "unreachable" ? state : null;
    });
    expect(unreachable.unreachable_since).toEqual(expect.any(String));

    const second = await supplier.order();
    await eventually("the next order waits untried", async () => {
      const exchange = await exchangeOf(here, second);
      return exchange?.state === "waiting" && exchange.attempts === 0;
    });
    expect(partner.received).toHaveLength(1);

    const shift = `update delivery set since = since - ${HOUR}, next_attempt_at = next_attempt_at - ${HOUR}
      where document_id = (select id from document where document_number = $1 and direction = 'outbound')`;
    await inJournal(shift, [order.name]);
    await eventually("the order is in the mailbox", () => mailbox.received.length === 1);
    const mail = mailbox.received[0]?.text ?? "";
    expect(mail).toContain(`Subject: Order ${order.name} (850)`);
    const file = attachmentOf(mail);
    expect(orderNumbers([file])).toEqual([order.name]);
    expect(file).toBe(partner.received[0]?.body);

    const sent = await eventually("Odoo shows it as sent", async () => {
      const exchange = await exchangeOf(here, order);
      return exchange?.state === "done" ? exchange : null;
    });
    expect(sent.note).toContain(`Sent by email to orders@outbound.example because ${supplier.name}`);
    const journey = await here.odoo.call<{ steps: { title: string; detail: string }[] }>(
      "purchase.order",
      "get_integration_journey",
      { ids: [order.id] },
    );
    expect(journey.steps.map(({ detail }) => detail).join()).toContain("Sent by email");

    const group = readX12(Buffer.from(file, "latin1"))[0]?.groups[0]?.control ?? "";
    const reply = acknowledgement(group, "A", { control: here.control(), sender: supplier.sender });
    const answer = await sidecar.post(supplier.code, supplier.key, reply);
    expect(onlyMessage(answer)).toBeTruthy();
    await eventually("it is acknowledged", async () => {
      return (await exchangeOf(here, order))?.acknowledgement === "accepted";
    });

    isUnreachable = false;
    await inJournal("update circuit set probe_at = clock_timestamp() where target = $1", [supplier.code]);
    await eventually("the next order goes by the agreed route", async () => {
      return (await exchangeOf(here, second))?.state === "done";
    });
    await eventually("the connection is reachable", async () => {
      return (await stateOf(here, supplier.id))?.delivery_state === "ok";
    });
    expect(orderNumbers(partner.received.map(({ body }) => body))).toEqual([order.name, second.name]);
    expect(mailbox.received).toHaveLength(1);
  });
});

/** The attached file of a mail, as text. */
function attachmentOf(mail: string): string {
  const [, encoded = ""] =
    /Content-Disposition: attachment[^\r\n]*(?:\r\n[ \t][^\r\n]*)*\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(mail) ??
    [];
  return Buffer.from(encoded, "base64").toString("latin1");
}
