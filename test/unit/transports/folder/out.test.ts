import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import type { Route } from "../../../../sidecar/engine/ports/connection.ts";
import { DeliveryFailure } from "../../../../sidecar/engine/resilience/failures.ts";
import { deliverToFolder } from "../../../../sidecar/transports/folder/out.ts";
import { transports } from "../../../../sidecar/transports/registry.ts";
import { createTransport } from "../../../../sidecar/transports/sending.ts";
import { loopbackTargets } from "../../../support/loopback-targets.ts";
import { tinyConnection } from "../../../support/tiny.ts";
import { delivery, sending } from "../delivery.ts";

const base = mkdtempSync(join(tmpdir(), "suture-folder-"));
afterAll(() => rmSync(base, { recursive: true }));
let count = 0;
const newRoot = () => {
  count += 1;
  return join(base, String(count));
};
const outboxOf = (root: string) => join(root, "edi-harbor", "outbox");

describe("a delivery to a folder", () => {
  it("exists under its name, complete, without other files", async () => {
    const root = newRoot();
    await deliverToFolder(root, delivery(), sending());
    expect(readdirSync(outboxOf(root))).toEqual(["850-000000001.x12"]);
    expect([...readFileSync(join(outboxOf(root), "850-000000001.x12"))]).toEqual([...delivery().body]);
  });

  it("writes the same bytes when it is repeated, also after an interruption", async () => {
    const root = newRoot();
    mkdirSync(outboxOf(root), { recursive: true });
    writeFileSync(
      join(outboxOf(root), ".850-000000001.x12.part"),
      "a much longer leftover of an earlier attempt",
    );
    for (let time = 0; time < 2; time += 1) {
      await deliverToFolder(root, delivery(), sending());
      expect(readdirSync(outboxOf(root))).toEqual(["850-000000001.x12"]);
      expect([...readFileSync(join(outboxOf(root), "850-000000001.x12"))]).toEqual([...delivery().body]);
    }
  });

  it("never shows an incomplete file under its name", async () => {
    const root = newRoot();
    mkdirSync(outboxOf(root), { recursive: true });
    const body = Buffer.alloc(8_000_000, "x");
    const sizes: number[] = [];
    const watcher = watch(outboxOf(root), (_event, name) => {
      if (name === "850-000000001.x12") sizes.push(readFileSync(join(outboxOf(root), name)).length);
    });
    for (let round = 0; round < 3; round += 1) await deliverToFolder(root, delivery({ body }), sending());
    await eventually("the watcher has seen the file", () => sizes.length > 0);
    watcher.close();
    expect(new Set(sizes)).toEqual(new Set([body.length]));
  });

  it.each([
    ["no folder is configured", () => null, "partner-refuses"],
    [
      "the folder cannot be written",
      () => {
        const root = newRoot();
        writeFileSync(root, "a file where the folder should be");
        return root;
      },
      "partner-unreachable",
    ],
  ])("fails when %s", async (_what, root, kind) => {
    const failure = await deliverToFolder(root(), delivery(), sending()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DeliveryFailure);
    expect(failure).toMatchObject({ kind });
  });
});

describe("the selected route", () => {
  const connection = tinyConnection({ code: "edi-harbor" });
  const by = (transport: Route["transport"], url: string | null = null) =>
    sending({ route: { transport, url } });
  const transportTo = (root: string | null) =>
    createTransport(transports, {
      dropFolder: root,
      secretsDir: null,
      timeoutSeconds: 1,
      clock: () => new Date(),
      mail: null,
      targets: loopbackTargets,
    });

  it("folder: in the drop folder; as a fallback in its own folder", async () => {
    const root = newRoot();
    await transportTo(root)(delivery(), connection, by("folder"));
    expect(readdirSync(outboxOf(root))).toHaveLength(1);
    await transportTo(root)(delivery(), connection, { ...by("folder"), by: "fallback" });
    expect(readdirSync(join(root, "edi-harbor"))).toEqual(["fallback", "outbox"]);
  });

  it.each([
    ["https, without an address", by("https")],
    ["none, for a document of ours", by("none")],
    ["a transport that this version does not have", by("sftp")],
    ["email, without a mail server", by("email", "orders@harbor.example")],
  ])("%s: refused for good", async (_what, to) => {
    await expect(transportTo(newRoot())(delivery(), connection, to)).rejects.toMatchObject({
      name: "DeliveryFailure",
      kind: "partner-refuses",
    });
  });

  it("none, for an acknowledgement: it waits for retrieval", async () => {
    const acknowledgement = delivery({ kind: "acknowledgement" });
    await expect(transportTo(null)(acknowledgement, connection, by("none"))).resolves.toBeUndefined();
  });
});
