import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { deliverToFolder } from "../../../sidecar/egress/folder.ts";
import { createTransport } from "../../../sidecar/egress/transport.ts";
import { DeliveryFailure } from "../../../sidecar/engine/failures.ts";
import { tinyConnection } from "../../support/tiny.ts";
import { delivery } from "./delivery.ts";

const base = mkdtempSync(join(tmpdir(), "suture-folder-"));
afterAll(() => rmSync(base, { recursive: true }));
let count = 0;
const newRoot = () => {
  count += 1;
  return join(base, String(count));
};
const outboxOf = (root: string) => join(root, "edi-harbor", "outbox");

describe("a delivery to a folder", () => {
  it("is there under its name, whole, and alone", async () => {
    const root = newRoot();
    await deliverToFolder(root, delivery());
    expect(readdirSync(outboxOf(root))).toEqual(["850-000000001.x12"]);
    expect([...readFileSync(join(outboxOf(root), "850-000000001.x12"))]).toEqual([...delivery().body]);
  });

  it("gives the same bytes when it is repeated, also after one that was cut off", async () => {
    const root = newRoot();
    mkdirSync(outboxOf(root), { recursive: true });
    writeFileSync(
      join(outboxOf(root), ".850-000000001.x12.part"),
      "a much longer leftover of an earlier attempt",
    );
    for (let time = 0; time < 2; time += 1) {
      await deliverToFolder(root, delivery());
      expect(readdirSync(outboxOf(root))).toEqual(["850-000000001.x12"]);
      expect([...readFileSync(join(outboxOf(root), "850-000000001.x12"))]).toEqual([...delivery().body]);
    }
  });

  it("never shows half a file under its name", async () => {
    const root = newRoot();
    mkdirSync(outboxOf(root), { recursive: true });
    const body = Buffer.alloc(8_000_000, "x");
    const sizes: number[] = [];
    const watcher = watch(outboxOf(root), (_event, name) => {
      if (name === "850-000000001.x12") sizes.push(readFileSync(join(outboxOf(root), name)).length);
    });
    for (let round = 0; round < 3; round += 1) await deliverToFolder(root, delivery({ body }));
    await eventually("the watcher has seen the file", () => sizes.length > 0);
    watcher.close();
    expect(new Set(sizes)).toEqual(new Set([body.length]));
  });

  it.each([
    ["no folder is configured", () => null, false],
    [
      "the folder cannot be written",
      () => {
        const root = newRoot();
        writeFileSync(root, "a file where the folder should be");
        return root;
      },
      true,
    ],
  ])("fails when %s", async (_what, root, retriable) => {
    const failure = await deliverToFolder(root(), delivery()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DeliveryFailure);
    expect(failure).toMatchObject({ retriable });
  });
});

describe("the route of a connection", () => {
  const connection = (transport: "folder" | "https" | "none", url: string | null = null) =>
    tinyConnection({ code: "edi-harbor", route: { transport, url } });

  it("folder: below the drop folder", async () => {
    const root = newRoot();
    const transport = createTransport({ dropFolder: root, secretsDir: null, timeoutSeconds: 1 });
    await transport(delivery(), connection("folder"));
    expect(readdirSync(outboxOf(root))).toHaveLength(1);
  });

  it.each([
    ["https, without an address", connection("https"), delivery()],
    ["none, for a document of ours", connection("none"), delivery()],
  ])("%s: refused for good", async (_what, to, what) => {
    const transport = createTransport({ dropFolder: newRoot(), secretsDir: null, timeoutSeconds: 1 });
    await expect(transport(what, to)).rejects.toMatchObject({ name: "DeliveryFailure", retriable: false });
  });

  it("none, for an acknowledgement: it waits to be fetched", async () => {
    const transport = createTransport({ dropFolder: null, secretsDir: null, timeoutSeconds: 1 });
    await expect(
      transport(delivery({ kind: "acknowledgement" }), connection("none")),
    ).resolves.toBeUndefined();
  });
});
