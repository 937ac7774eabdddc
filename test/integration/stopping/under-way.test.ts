import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { eventually } from "../../../dev/clients/eventually.ts";
import { useStoppable } from "./stoppable.ts";

const { publish, running, states, stopped } = useStoppable();

describe("a stopping sidecar", () => {
  it("exits with 0 without pending work, although Odoo does not answer", async () => {
    expect(await stopped(await running())).not.toBeNull();
  });

  it("leaves the document queued while a call to Odoo hangs", async () => {
    const test = await running();
    const id = randomUUID();
    publish(id);
    await eventually("it is being applied", async () => (await states(id))[0] === "queued");
    await eventually("Odoo is asked", () => test.sidecar.output().includes("message decoded"));
    expect(await stopped(test)).toBe(1);
    expect(test.sidecar.output()).toContain("abandoned because it did not end in time");
    expect(await states(id)).toEqual(["queued"]);
  });
});
