import { documentEntry } from "../../documents/registry.ts";
import type { ConfiguredConnection } from "../../engine/ports/connection.ts";
import type { Sending } from "../../engine/ports/transport.ts";
import type { Delivery } from "../../engine/records.ts";
import { rendererOf } from "../../terms/english.ts";
import type { Term } from "../../terms/term.ts";
import { sayMail } from "./terms.ts";

/**
 * Returns the subject and text of an email for a person at the partner. The text states what is attached, who sends it, and
 * whether it replaces a delivery over the agreed route. It is in the partner's language if Odoo sent the texts with the
 * connection, otherwise in English.
 * @param from the sender's email address, which stands for the sender if the connection has no identifier of ours
 */
export function mailText(
  delivery: Pick<Delivery, "code" | "fileName">,
  connection: ConfiguredConnection,
  { about, by }: Pick<Sending, "about" | "by">,
  from: string,
): { readonly subject: string; readonly text: string } {
  const given = connection.mailTexts ?? {};
  const render = rendererOf([sayMail.table, given], given);
  const document = documentNamed(about);
  const { code, fileName: file } = delivery;
  const sender = connection.identifiers.find(({ owner }) => owner === "us")?.id ?? from;
  const subject = sayMail(connection.environment === "test" ? "subject-test" : "subject", { document, code });
  const sentences = [
    sayMail("attached", { document, code, file }),
    sayMail("sender", { sender, connection: connection.name }),
    ...(by === "fallback" ? [sayMail("fallback")] : []),
    sayMail("twice"),
    sayMail("answer"),
  ];
  return { subject: render(subject), text: `${sentences.map(render).join("\n")}\n` };
}

function documentNamed(about: Sending["about"]): Term {
  if (about === null) return sayMail("unnamed");
  const number = about.number.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
  return sayMail("with-number", { document: documentEntry(about.type), number });
}
