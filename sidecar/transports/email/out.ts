import { createTransport } from "nodemailer";
import type { ConfiguredConnection } from "../../engine/ports/connection.ts";
import type { Sending } from "../../engine/ports/transport.ts";
import type { Delivery } from "../../engine/records.ts";
import { DeliveryFailure, SetUpFailure } from "../../engine/resilience/failures.ts";
import { sayDelivery } from "../terms.ts";
import { mailText } from "./mail-text.ts";

/** The outgoing mail server, whose URL contains the credentials, and the sender's address. */
export type MailServer = { readonly url: string; readonly from: string; readonly timeoutSeconds: number };

/** The time limit in seconds for sending a complete email. It is shorter than the lease of a delivery. */
const LONGEST_SECONDS = 45;
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]", "::1"]);

/**
 * Sends the file to the partner's mailbox as an attachment to a short text. Each attempt of a delivery has the same Message-ID
 * (RFC 5322 §3.6.4), so that mailboxes can detect duplicates. A mail server on another machine must support TLS.
 * @throws DeliveryFailure if the mail server did not accept it, SetUpFailure if the mail server or the mailbox is not configured
 */
export async function deliverByEmail(
  server: MailServer | null,
  delivery: Delivery,
  connection: ConfiguredConnection,
  sending: Sending,
): Promise<void> {
  if (server === null) throw new SetUpFailure(sayDelivery("no-mail-server"));
  const to = sending.route.url?.trim() ?? "";
  if (!/^[^\s@,;<>"]+@[^\s@,;<>"]+$/.test(to)) throw new SetUpFailure(sayDelivery("no-mailbox"));
  const mailer = mailerFor(server);
  const mail = { from: server.from, to, ...mailOf(delivery, connection, sending, server.from) };
  const limit = AbortSignal.any([sending.signal, AbortSignal.timeout(LONGEST_SECONDS * 1000)]);
  try {
    await Promise.race([mailer.sendMail(mail), abortion(limit)]);
  } catch (error) {
    throw failureOf(error);
  } finally {
    mailer.close();
  }
}

/**
 * Returns a promise that rejects when the signal aborts, and never resolves. It limits the duration of the whole transmission,
 * because the mailer limits only the duration of each of its many steps.
 */
function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

function mailerFor({ url, timeoutSeconds }: MailServer) {
  const { hostname, protocol } = new URL(url);
  const limit = timeoutSeconds * 1000;
  return createTransport({
    url,
    requireTLS: protocol === "smtp:" && !LOOPBACK.has(hostname),
    connectionTimeout: limit,
    greetingTimeout: limit,
    socketTimeout: limit,
    dnsTimeout: limit,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Returns the email as the mailer expects it: Message-ID, text, and the file as an attachment. */
function mailOf(
  delivery: Delivery,
  connection: ConfiguredConnection,
  sending: Sending,
  from: string,
): object {
  return {
    messageId: `<${delivery.id}@${domainOf(from)}>`,
    ...mailText(delivery, connection, sending, from),
    attachments: [
      {
        filename: delivery.fileName,
        content: Buffer.from(delivery.body),
        contentType: delivery.contentType,
        contentDisposition: "attachment",
      },
    ],
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const domainOf = (from: string): string => /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? "localhost";

/**
 * Converts an error of the mailer to a delivery failure. The SMTP status code decides (RFC 5321 §4.2.1): the delivery is retried
 * after 4yz, but not after 5yz. The text from the mail server is not included.
 */
function failureOf(error: unknown): DeliveryFailure {
  const code = errorField(error, "code");
  const status = Number(errorField(error, "responseCode"));
  if (status >= 500 || code === "EAUTH" || (code === "EENVELOPE" && status === 0))
    return new DeliveryFailure("partner-refuses", sayDelivery("mail-refused", { code: status || code }));
  if (status >= 400)
    return new DeliveryFailure("partner-unreachable", sayDelivery("mail-answered", { status }));
  const reached = !/^(connect|getaddrinfo)$/.test(errorField(error, "syscall")) && code !== "EDNS";
  return new DeliveryFailure(
    reached ? "partner-unanswered" : "partner-unreachable",
    sayDelivery(reached ? "mail-late" : "mail-unreachable"),
  );
}

function errorField(error: unknown, name: "code" | "syscall" | "responseCode"): string {
  if (typeof error !== "object" || error === null || !(name in error)) return "";
  return String((error as Record<string, unknown>)[name] ?? "");
}
