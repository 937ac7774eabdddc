import { describe, expect, it } from "vitest";
import { mailText } from "../../../../sidecar/transports/email/mail-text.ts";
import { sayMail } from "../../../../sidecar/transports/email/terms.ts";
import { supplierConnection } from "../../../support/connection.ts";
import { tinyConnection } from "../../../support/tiny.ts";
import { delivery } from "../delivery.ts";

const connection = tinyConnection(supplierConnection());
const order = { type: "Order", number: "P00042" };
const german = {
  "partner-mail.subject": "{document} ({code})",
  "partner-mail.with-number": "{document} Nr. {number}",
  "partner-mail.attached": "Im Anhang: {document}, als {code} in der Datei {file}.",
  "partner-mail.fallback": "Der vereinbarte Weg war nicht offen.",
  "document.Order": "Bestellung",
};
const from = "edi@northfield.example";
const write = (
  given: object = {},
  about: typeof order | null = order,
  by: "primary" | "fallback" = "fallback",
) => mailText(delivery(), { ...connection, ...given }, { about, by }, from);

describe("the text of an email to a partner", () => {
  it("is in the language of the texts that Odoo sent, with the values of this delivery", () => {
    const { subject, text } = write({ mailTexts: german });
    expect(subject).toBe("Bestellung Nr. P00042 (850)");
    expect(text).toContain("Im Anhang: Bestellung Nr. P00042, als 850 in der Datei 850-000000001.x12.");
    expect(text).toContain("Der vereinbarte Weg war nicht offen.");
  });

  it("is in English, sentence by sentence, where Odoo sent no text", () => {
    expect(write({ mailTexts: german }).text).toContain("do not process it twice");
    for (const mailTexts of [undefined, null, {}]) {
      const { subject, text } = write({ mailTexts });
      expect(subject).toBe("Order P00042 (850)");
      expect(text).toContain("Attached is Order P00042, as 850 in the file 850-000000001.x12.");
    }
  });

  it("fills no value into a value", () => {
    const { text } = write({ mailTexts: german }, { type: "Order", number: "{code} $& {file}" });
    expect(text).toContain("Bestellung Nr. {code} $& {file}, als 850");
  });

  it("speaks of the agreed route only where it was not used, and of a type that nobody knows by its code", () => {
    expect(write({}, order, "primary").text).not.toContain("agreed route");
    expect(write({}, { type: "Unheard", number: "1" }).subject).toBe("Unheard 1 (850)");
    expect(write({}, null).subject).toBe("Document (850)");
  });

  it("has every text of its table: Odoo finds them by this subject", () =>
    expect(Object.keys(sayMail.table).every((code) => code.startsWith("partner-mail."))).toBe(true));
});
