// Copies messages from fixtures/ for the OpenAPI document, because the sidecar is installed without fixtures. `--check` changes
// nothing and exits with 1 if the copy is stale.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CHECKOUT } from "./environment/place.ts";
import { generateFile } from "./generated-file.ts";

const GENERATOR = "dev/generate-openapi-examples.ts";

/** Returns the text of a file of the test case with this number. */
function fixture(number: string, file: string): string {
  const [folder] = globSync(`fixtures/${number}-*`, { cwd: CHECKOUT });
  if (folder === undefined) throw new Error(`fixtures/ has no case ${number}`);
  return readFileSync(join(CHECKOUT, folder, file), "utf8");
}
/** Returns the typical document of a type without messages, by the name of its folder in `fixtures/documents/`. */
const typical = (folder: string): unknown =>
  JSON.parse(readFileSync(join(CHECKOUT, "fixtures/documents", folder, "typical.json"), "utf8"));
const parsed = (number: string, file: string): unknown => JSON.parse(fixture(number, file));

const content = {
  x12: { answer: fixture("01", "message.x12"), invoice: fixture("20", "message.x12") },
  hl7: { dispense: fixture("50", "message.hl7") },
  billing: {
    "invoice.issued": parsed("60", "message.json"),
    "invoice.voided": parsed("64", "message.json"),
    "payment.confirmed": parsed("65", "message.json"),
    "payment.refunded": parsed("69", "message.json"),
  },
  documents: {
    Order: parsed("40", "document.json"),
    OrderChange: parsed("45", "document.json"),
    OrderResponse: parsed("01", "document.json"),
    Invoice: parsed("20", "document.json"),
    Acknowledgement: parsed("30", "document.json"),
    StockMovement: parsed("50", "document.json"),
    Encounter: parsed("55", "document.json"),
    CustomerInvoice: parsed("60", "document.json"),
    CustomerInvoiceVoid: parsed("64", "document.json"),
    Payment: parsed("65", "document.json"),
    Requisition: parsed("70", "document.json"),
    DespatchAdvice: typical("despatch-advice"),
    ReceiptAdvice: typical("receipt-advice"),
    RemittanceAdvice: typical("remittance-advice"),
    Catalogue: typical("catalogue"),
    InventoryReport: typical("inventory-report"),
    ApplicationAdvice: typical("application-advice"),
  },
  encounterEvent: (parsed("55", "expected/billing.json") as { sent: unknown }).sent,
};

generateFile("sidecar/api/openapi/examples.json", GENERATOR, `${JSON.stringify(content, null, 2)}\n`);
