import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  definitions,
  PUBLISHERS,
  publisher,
  publishersSetting,
} from "../../../dev/environment/rabbitmq-definitions.ts";
import { registries } from "../../../sidecar/composition/registries.ts";
import { readSettings } from "../../../sidecar/config/read.ts";

type Topic = { user: string; vhost: string; exchange: string; write: string; read: string };
const topicsOf = (...users: Parameters<typeof definitions>[0]) =>
  (JSON.parse(definitions(users)) as { topic_permissions: Topic[] }).topic_permissions;

describe("a publisher's topic permission", () => {
  const [topics] = topicsOf(publisher("supplier", "secret", ["edi.edi-harbor", "erp.stores"]));

  it("permits only publishing to suture.inbound", () => {
    expect(topics).toMatchObject({ user: "supplier", vhost: "/", exchange: "suture.inbound", read: "^$" });
  });

  it.each([
    ["edi.edi-harbor.855", true],
    ["edi.edi-harbor.x.y", true],
    ["erp.stores.requisition", true],
    ["edi.edi-harbor", false],
    ["edi.edi-harbor-2.855", false],
    ["edi.edi-summit.855", false],
    ["edi-edi-harbor.855", false],
    ["erp.edi-harbor.855", false],
    ["ehr.ehr.adt", false],
    ["xedi.edi-harbor.855", false],
    ["", false],
  ])("permits the key %j: %s", (key, allowed) => {
    expect(new RegExp(topics?.write ?? "").test(key)).toBe(allowed);
  });
});

it("the demo's publishers are the same in the containers", () => {
  const compose = readFileSync(new URL("../../../docker-compose.yml", import.meta.url), "utf8");
  expect(/SUTURE_AMQP_PUBLISHERS: (.*)/.exec(compose)?.[1]).toBe(publishersSetting());
  expect(Object.keys(PUBLISHERS).length).toBeGreaterThan(1);
});

it.each([
  ["partner=edi-harbor", true],
  ["a=b\nc=d", true],
  ["partner", false],
  ["partner=", false],
  ["a=b=c", false],
  ["a=b,c=d e", false],
])("accepts SUTURE_AMQP_PUBLISHERS %j: %s", (text, taken) => {
  const { problems } = readSettings({ SUTURE_AMQP_PUBLISHERS: text }, registries);
  expect(problems.some(({ name }) => name === "SUTURE_AMQP_PUBLISHERS")).toBe(!taken);
});
