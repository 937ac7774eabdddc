import { describe, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { startMembers } from "../../../../sidecar/engine/upkeep/members.ts";
import { recordedLog } from "../../../support/log.ts";

/** A sidecar that shares its journal with others. */
async function among(id: string, running: readonly string[] | Error) {
  let beats = 0;
  const left: string[] = [];
  const membership = {
    beat: async () => {
      beats += 1;
      if (running instanceof Error) throw running;
      return [...running];
    },
    leave: async () => void left.push(id),
  };
  const members = startMembers(membership, id, recordedLog());
  await eventually("a beat", () => beats > 0);
  await new Promise<void>((resolve) => setImmediate(resolve));
  return { members, left };
}

const places = [0, 1, 2, 3, 4, 5];

describe("sidecars", () => {
  it("have one first sidecar, and each queue belongs to one", async () => {
    const all = await Promise.all(["a", "b", "c"].map((id) => among(id, ["a", "b", "c"])));
    expect(all.map(({ members }) => members.leads())).toEqual([true, false, false]);
    for (const place of places) expect(all.filter(({ members }) => members.isMine(place))).toHaveLength(1);
    expect(all.map(({ members }) => places.filter(members.isMine).length)).toEqual([2, 2, 2]);
    await Promise.all(all.map(({ members }) => members.stop()));
    expect(all.map(({ left }) => left)).toEqual([["a"], ["b"], ["c"]]);
  });

  it("that run alone do everything", async () => {
    const { members } = await among("a", ["a"]);
    expect([members.leads(), places.every(members.isMine)]).toEqual([true, true]);
    await members.stop();
  });

  it("that know of no others yet release nothing, and run no single-instance tasks", async () => {
    const { members } = await among("a", new Error("journal away"));
    expect([members.leads(), places.every(members.isMine)]).toEqual([false, true]);
    await members.stop();
  });
});
