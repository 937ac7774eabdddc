import { describe, expect, it } from "vitest";
import { documentFields } from "../../../sidecar/catalogue/document-fields.ts";
import { orderResponseDocument } from "../../../sidecar/documents/order-response.ts";

describe("the fields of a document", () => {
  const byPath = new Map(documentFields(orderResponseDocument).map((field) => [field.path, field]));

  it.each([
    ["lines.*.item.ids.*.scheme", ["gtin", "seller", "buyer", "maker", "ndc", "hibc", "lot", "serial"]],
    ["seller.ids.*.scheme", ["duns", "gln", "hin", "npi", "buyer", "seller"]],
  ])("offer the known schemes for %s", (path, values) => {
    const field = byPath.get(path);
    expect(field?.kind).toBe("choice");
    expect(field?.editable).toBe(true);
    expect(field?.choices.map(({ value }) => value)).toEqual(values);
  });
});
