import { expect, it } from "vitest";
import { brokerPublishers } from "../../../sidecar/composition/settings.ts";

it.each([
  [undefined, []],
  [
    " partner=edi-harbor  partner=edi-summit\nehr-feed=ehr ",
    [
      ["partner", ["edi-harbor", "edi-summit"]],
      ["ehr-feed", ["ehr"]],
    ],
  ],
])("broker users %j publish for %j", (text, expected) => {
  expect([...brokerPublishers(text)].map(([user, connections]) => [user, [...connections]])).toEqual(
    expected,
  );
});
