import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { stoppedElsewhere } from "../../../dev/demo/stopped-elsewhere.ts";
import { placeOf } from "../../../dev/environment/place.ts";
import { runningServices } from "../../../dev/environment/processes.ts";
import { updateState } from "../../../dev/environment/state.ts";

const root = mkdtempSync(join(tmpdir(), "suture-demo-"));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function startTimeOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

describe("the demo that keeps running", () => {
  it("ends once the last service of its environment has been stopped, not before", async () => {
    const place = placeOf(root);
    const services = ["odoo", "sidecar"].map((name) => ({ name, child: spawn("sleep", ["60"]) }));
    const processes = Object.fromEntries(
      services.map(({ name, child }) => {
        const pid = child.pid as number;
        return [name, { pid, startTime: startTimeOf(pid) }];
      }),
    );
    updateState(place, (state) => ({ ...state, processes }));
    expect(runningServices(place)).toEqual(["odoo", "sidecar"]);
    let ended = false;
    const end = stoppedElsewhere(() => runningServices(place), 5).then(() => {
      ended = true;
    });
    for (const { child } of services) {
      expect(ended).toBe(false);
      child.kill("SIGKILL");
      await once(child, "exit");
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await end;
    expect(runningServices(place)).toEqual([]);
  });

  it("ends when the folder of its environment was deleted", async () => {
    const place = placeOf(root);
    rmSync(root, { recursive: true, force: true });
    await stoppedElsewhere(() => runningServices(place), 5);
  });
});
