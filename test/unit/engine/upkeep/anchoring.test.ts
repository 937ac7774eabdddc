import { expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { startAnchoring } from "../../../../sidecar/engine/upkeep/anchoring.ts";
import { recordedLog } from "../../../support/log.ts";

it("logs each end of the audit log once, and nothing before the first entry", async () => {
  const log = recordedLog();
  const ends = [null, 1, 1, 4, 4];
  let asked = 0;
  const auditHead = async () => {
    const seq = ends[Math.min(asked++, ends.length - 1)] ?? null;
    return seq === null
      ? null
      : { seq, hash: `hash of ${seq}`, algorithm: "sha256" as const, signature: "", at: new Date(0) };
  };
  const loop = startAnchoring({ auditHead }, log, 1);
  await eventually("it has looked often enough", () => asked > ends.length);
  await loop.stop();
  expect(log.entries.map(({ fields }) => fields)).toEqual([
    { seq: 1, hash: "hash of 1" },
    { seq: 4, hash: "hash of 4" },
  ]);
});
