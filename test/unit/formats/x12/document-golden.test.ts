import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { readX12 } from "../../../../sidecar/codecs/x12/read.ts";
import { documentTypes } from "../../../../sidecar/documents/registry.ts";
import { inboundX12 } from "../../../../sidecar/formats/x12/registry.ts";
import { inEnglish } from "../../../support/told.ts";

/** Golden pairs of the sets whose documents no flow handles: a message, and the document that it becomes. Nothing writes them. */

const fixtures = fileURLToPath(new URL("../../../../fixtures", import.meta.url));
const folders = readdirSync(fixtures).filter((name) => /^2\d\d-/.test(name));

const codeOf = (folder: string): string => folder.split("-")[1] ?? "";

describe("golden pairs", () => {
  test.each(folders)("%s", (folder) => {
    const [interchange] = readX12(readFileSync(join(fixtures, folder, "message.x12")));
    const [transaction, ...others] = interchange?.groups.flatMap(({ transactions }) => transactions) ?? [];
    if (transaction === undefined || others.length > 0)
      throw new Error("A fixture holds one transaction set.");
    expect(transaction.code).toBe(codeOf(folder));
    const mapped = inboundX12[transaction.code]?.map(transaction, { currency: "USD" });
    const document = mapped !== undefined && "documents" in mapped ? mapped.documents[0] : inEnglish(mapped);
    expect(document).toEqual(JSON.parse(readFileSync(join(fixtures, folder, "document.json"), "utf8")));
  });

  test("exist for each set whose document no flow handles", () => {
    const unhandled = new Set([
      "ApplicationAdvice",
      "Catalogue",
      "DespatchAdvice",
      "InventoryReport",
      "ReceiptAdvice",
      "RemittanceAdvice",
    ]);
    expect(documentTypes.map(({ schema }) => String(schema.shape.type.value))).toEqual(
      expect.arrayContaining([...unhandled]),
    );
    const sets = Object.entries(inboundX12).flatMap(([code, { documentType }]) =>
      unhandled.has(documentType) ? [code] : [],
    );
    expect([...new Set(folders.map(codeOf))].sort()).toEqual(sets.sort());
  });
});
