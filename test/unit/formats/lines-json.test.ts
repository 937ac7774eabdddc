import { describe, expect, it } from "vitest";
import { catalogueData } from "../../../dev/catalogue/data-file.ts";
import { catalogueOf } from "../../../sidecar/catalogue/catalogue.ts";
import { linesJson } from "../../formats/lines-json/format.ts";
import { registries } from "../../formats/registries.ts";
import { supplierConnection } from "../../support/connection.ts";

const bytes = (text: string) => Buffer.from(text);

function read(text: string, options: Readonly<Record<string, unknown>> = {}) {
  const connection = supplierConnection({ format: { code: "lines-json", version: "1", options } });
  return linesJson.decode(bytes(text), { connection, duplicateOfOther: false, pseudonym: () => "" });
}

describe("the toy format", () => {
  it("reads one order response per line", () => {
    const { documents } = read('{"order": "P1", "answer": "yes"}\n\n{"order": "P2", "answer": "no"}\n');
    expect(documents).toMatchObject([
      { document: { type: "OrderResponse", orderReference: "P1", response: "accepted" } },
      { document: { orderReference: "P2", response: "rejected" } },
    ]);
  });

  it("reads by its options, and refuses unknown options", () => {
    const options = { orderMember: "po", accepted: ["ok"] };
    expect(read('{"po": "P1", "answer": "ok"}', options).documents).toMatchObject([
      { document: { orderReference: "P1", response: "accepted" } },
    ]);
    expect(read("{}", { nonsense: 1 }).problem).toMatchObject({ code: "SCHEMA_INVALID" });
  });

  it("is in the data file of the test's catalogue with both options", () => {
    const data = catalogueData(catalogueOf(registries));
    expect(data).toContain('<record id="catalogue_format_lines_json" model="suture.catalogue.entry">');
    expect(data).toContain('<record id="catalogue_setting_format_lines_json_orderMember"');
    expect(data).toContain('<record id="catalogue_setting_format_lines_json_accepted"');
  });
});
