import { describe, expect, it } from "vitest";
import { deliverByEmail } from "../../../../sidecar/transports/email/out.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { useMailServers } from "../../../support/mail-server.ts";
import { tinyConnection } from "../../../support/tiny.ts";
import { delivery, sending } from "../delivery.ts";

const serve = useMailServers();
const from = "Purchasing <edi@northfield.example>";
const connection = tinyConnection(supplierConnection());

const email = (to: string | null, given: Partial<Parameters<typeof sending>[0]> = {}) =>
  sending({
    by: "fallback",
    route: { transport: "email", url: to },
    about: { type: "Order", number: "P00042" },
    ...given,
  });

function send(url: string, how = email("orders@harbor.example"), to = connection) {
  return deliverByEmail({ url, from, timeoutSeconds: 2 }, delivery(), to, how);
}

describe("a delivery by email", () => {
  it("sends the unchanged file to the agreed mailbox only", async () => {
    const server = await serve();
    await send(server.url);
    const [mail] = server.received;
    expect(server.received).toHaveLength(1);
    expect(mail).toMatchObject({ from: "edi@northfield.example", to: ["orders@harbor.example"] });
    expect(mail?.text).toContain("filename=850-000000001.x12");
    expect(mail?.text).toContain("Content-Type: application/edi-x12");
    expect(mail?.text).toContain(Buffer.from(delivery().body).toString("base64"));
  });

  it("names the order and the sender, and asks not to process it twice", async () => {
    const server = await serve();
    await send(server.url);
    const text = server.received[0]?.text ?? "";
    expect(text).toContain("Subject: Order P00042 (850)");
    for (const words of ["Attached is Order P00042, as 850", "From: NORTHFIELD", "do not process it twice"])
      expect(text).toContain(words);
  });

  it("states that it is a test on a test connection", async () => {
    const server = await serve();
    await send(server.url, undefined, { ...connection, environment: "test" });
    expect(server.received[0]?.text).toContain("Subject: TEST: Order P00042");
  });

  it("has the same Message-ID when it is repeated", async () => {
    const server = await serve();
    await send(server.url);
    await send(server.url);
    const ids = server.received.map(({ text }) => /^Message-ID: (.*)$/im.exec(text)?.[1]);
    expect(ids).toEqual([`<${delivery().id}@northfield.example>`, `<${delivery().id}@northfield.example>`]);
  });

  it.each([
    [450, "partner-unreachable"],
    [421, "partner-unreachable"],
    [550, "partner-refuses"],
    [554, "partner-refuses"],
  ])("answered %i: %s, without the server's own words", async (status, kind) => {
    const server = await serve({ refuses: status, words: "mailbox of secret-person" });
    const failure = await send(server.url).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: "DeliveryFailure", kind });
    expect(String(failure)).not.toContain("secret-person");
  });

  it("to a server that refuses the credentials becomes an exception without the password", async () => {
    const server = await serve({ login: { user: "edi", password: "right" } });
    const url = server.url.replace("smtp://", "smtp://edi:wrong-password@");
    const failure = await send(url).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "partner-refuses" });
    expect(`${failure}${(failure as Error).stack}${JSON.stringify(failure)}`).not.toContain("wrong-password");
    await send(server.url.replace("smtp://", "smtp://edi:right@"));
    expect(server.received).toHaveLength(1);
  });

  it("to no server was not sent", async () => {
    await expect(send("smtp://127.255.255.254:1")).rejects.toMatchObject({ kind: "partner-unreachable" });
  });

  it("to a server that does not confirm may have been sent", async () => {
    const server = await serve({ silent: true });
    const how = email("orders@harbor.example");
    const sent = deliverByEmail({ url: server.url, from, timeoutSeconds: 0.2 }, delivery(), connection, how);
    await expect(sent).rejects.toMatchObject({ kind: "partner-unanswered" });
  });

  it("is interrupted when the sidecar stops", async () => {
    const stopping = new AbortController();
    const server = await serve({ silent: true, onMail: () => stopping.abort() });
    await expect(
      send(server.url, email("orders@harbor.example", { signal: stopping.signal })),
    ).rejects.toMatchObject({ name: "DeliveryFailure" });
  });

  it.each([null, "", "harbor.example", "a@b, c@d", "a@b;c@d", "a@b\r\nBcc: c@d", "Orders <a@b>", "a b@c"])(
    "to %j is refused before anything is sent",
    async (to) => {
      const server = await serve();
      await expect(send(server.url, email(to))).rejects.toMatchObject({ kind: "partner-refuses" });
      expect(server.received).toEqual([]);
    },
  );

  it("does not let a document number inject headers", async () => {
    const server = await serve();
    const about = { type: "Order", number: "P1\r\nBcc: somebody@else.example" };
    await send(server.url, email("orders@harbor.example", { about }));
    expect(server.received[0]?.to).toEqual(["orders@harbor.example"]);
    expect(server.received[0]?.text).not.toMatch(/^Bcc:/im);
  });

  it("requires TLS to another host", async () => {
    const server = await serve();
    const elsewhere = server.url.replace("127.0.0.1", "localhost.localdomain.invalid");
    await expect(send(elsewhere)).rejects.toMatchObject({ name: "DeliveryFailure" });
    expect(server.received).toEqual([]);
  });
});
