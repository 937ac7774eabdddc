import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { capabilitiesOf } from "../../../../sidecar/engine/model/capabilities.ts";
import type { Capability } from "../../../../sidecar/engine/ports/journal/upkeep.ts";
import { startNewCapabilities } from "../../../../sidecar/engine/upkeep/new-capabilities.ts";
import { flows } from "../../../../sidecar/flows/catalogue.ts";
import type { Flow } from "../../../../sidecar/flows/flow.ts";
import { formats } from "../../../../sidecar/formats/registry.ts";
import { recordedLog } from "../../../support/log.ts";
import { tinyFlow, tinyFormat } from "../../../support/tiny.ts";

const tiny = [tinyFlow() as Flow];
const later = tinyFormat({
  messages: [
    { name: "T", documentType: "Acknowledgement", direction: "in" },
    { name: "U", documentType: "Order", direction: "out" },
  ],
});

it("are the flows of received documents and the messages that formats read", () => {
  const codes = [{ format: "tiny", code: "T" }];
  expect(
    capabilitiesOf([...tiny, tinyFlow({ code: "out", direction: "outbound" }) as Flow], [later]),
  ).toEqual([
    { name: "flow/tiny", types: ["Acknowledgement"], codes },
    { name: "tiny/T", types: [], codes },
  ]);
});

it("have different names, which contain those that the migration lists", () => {
  const names = capabilitiesOf(flows, formats).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const migration = new URL(
    "../../../../sidecar/journal/migrations/0018_documents_without_flow.sql",
    import.meta.url,
  );
  const listed = [...readFileSync(migration, "utf8").matchAll(/\('([^']+\/[^']+)'\)/g)].map(
    ([, name]) => name,
  );
  expect(listed.length).toBeGreaterThan(30);
  expect(listed.filter((name) => !names.includes(name ?? ""))).toEqual([]);
});

it("are recorded once, as soon as this sidecar leads, and also after a failure", async () => {
  const calls: (readonly Capability[])[] = [];
  const log = recordedLog();
  let asked = 0;
  let queued = 0;
  const loop = startNewCapabilities({
    journal: {
      recordCapabilities: async (capabilities) => {
        calls.push(capabilities);
        if (calls.length === 1) throw new Error("unreachable");
        return { gained: ["tiny/T"], messages: 2 };
      },
    },
    capabilities: capabilitiesOf(tiny, [later]),
    leads: () => asked++ > 2,
    onQueued: () => {
      queued += 1;
    },
    log,
    intervalMs: 1,
  });
  await eventually("it has run", () => queued > 0);
  const before = asked;
  for (let turn = 0; turn < 20; turn++) await new Promise((done) => setTimeout(done, 1));
  await loop.stop();
  expect([calls.length, queued, asked]).toEqual([2, 1, before]);
  expect(calls[1]?.map(({ name }) => name)).toEqual(["flow/tiny", "tiny/T"]);
  expect(log.entries.at(-1)?.fields).toEqual({ gained: ["tiny/T"], messages: 2 });
});
