import { expect, it } from "vitest";
import { catalogueOf } from "../../../sidecar/catalogue/catalogue.ts";
import { vocabularyOf } from "../../../sidecar/catalogue/vocabulary.ts";
import { registries } from "../../../sidecar/composition/registries.ts";

it("names everything in the catalogue once, settings by their owner", () => {
  const catalogue = catalogueOf(registries);
  const { version, codes } = vocabularyOf(catalogue);
  expect(version).toBe(catalogue.version);
  expect(codes.format).toEqual(catalogue.formats.map(({ code }) => code));
  expect(codes.document).toContain("OrderResponse");
  expect(codes.reason).toContain("PRICE_VARIANCE");
  expect(codes.setting).toEqual(
    expect.arrayContaining([
      "format/x12/itemQualifiers.buyer",
      "flow/order-response/transit_days",
      "flow/vendor-invoice/price_tolerance_percent",
    ]),
  );
  for (const each of Object.values(codes)) expect(new Set(each).size).toBe(each.length);
});
