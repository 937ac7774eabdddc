import { describe, expect, it } from "vitest";
import { catalogueData } from "../../../dev/catalogue/data-file.ts";
import { catalogueOf } from "../../../sidecar/catalogue/catalogue.ts";
import { registries } from "../../../sidecar/composition/registries.ts";
import { registries as withToy } from "../../formats/registries.ts";

const catalogue = catalogueOf(withToy);
const formatOf = (wanted: string) => catalogue.formats.find(({ code }) => code === wanted);

/** The messages of the checks that an identifier fails, as Odoo applies them. */
function failed(format: string, scheme: string, id: string, warns = false): string[] {
  const rules = formatOf(format)?.identifier_rules ?? [];
  return rules
    .filter((rule) => rule.warns === warns && (rule.scheme === null || rule.scheme === scheme))
    .filter((rule) => !new RegExp(rule.pattern).test(rule.on === "scheme" ? scheme : id))
    .map(({ message }) => message);
}

describe("the identifiers of a format in the catalogue", () => {
  it("are settings of each party, the scheme only where there is a choice", () => {
    const paths = (format: string) => formatOf(format)?.identifier_settings.map(({ path }) => path);
    expect(paths("x12")).toEqual(["us.scheme", "us.id", "partner.scheme", "partner.id"]);
    expect(paths("lines-json")).toEqual(["partner.id"]);
    expect(paths("hl7v2")).toEqual([]);
  });

  it.each([
    ["ZZ", "HARBORMED", 0],
    ["ZZ", "MAPLE 1", 0],
    ["zz", "HARBORMED", 1],
    ["ZZ", "A", 1],
    ["ZZ", "SIXTEEN-LETTERS-", 1],
    ["ZZ", " MAPLE", 1],
    ["ZZ", "MÄPLE", 1],
    ["ZZ", "MAP*LE", 1],
  ])("of X12 %s %s fail %i checks", (scheme, id, count) => {
    expect(failed("x12", scheme, id)).toHaveLength(count);
  });

  it("of X12 that look unlike their scheme are mentioned only", () => {
    expect(failed("x12", "01", "MAPLE")).toEqual([]);
    expect(failed("x12", "01", "MAPLE", true)).toEqual([
      "“{value}” does not look like a DUNS number (qualifier 01).",
    ]);
    expect(failed("x12", "01", "123456789", true)).toEqual([]);
  });

  it("have an owner among the parties wherever connections must differ", () => {
    for (const { identifiers } of catalogue.formats) {
      const owners = (identifiers?.parties ?? []).map(({ owner }) => owner);
      expect((identifiers?.distinct ?? []).filter((owner) => !owners.includes(owner))).toEqual([]);
      if (identifiers) expect(identifiers.schemes).toContain(identifiers.default_scheme);
    }
  });

  it("are records of the data file, with their checks", () => {
    const data = catalogueData(catalogue);
    expect(data).toContain('<record id="catalogue_setting_identifier_lines_json_partner_id"');
    expect(data).toContain("The account number {value} does not begin with AC-.");
  });
});

describe("the endpoints in the catalogue", () => {
  it("are named by formats only where they exist and do not accept every format", () => {
    const own = catalogueOf(registries);
    const narrow = own.endpoints.filter(({ every_format }) => !every_format).map(({ code }) => code);
    expect(
      own.formats.flatMap(({ endpoints }) => endpoints).filter((code) => !narrow.includes(code)),
    ).toEqual([]);
  });

  it("have the addresses of the kinds that use them", () => {
    const addresses = Object.fromEntries(
      catalogue.endpoints.map(({ code, addresses: each }) => [code, each]),
    );
    expect(addresses.files).not.toHaveProperty("billing");
    expect(addresses.webhooks).toEqual({ billing: "{sidecar}/v1/webhooks/{connection}" });
    expect(addresses["routing-key"]).toMatchObject({
      edi: "edi.{connection}.{topic}",
      wms: "erp.{connection}.{topic}",
      billing: "billing.{connection}.event",
    });
  });
});
