import { afterEach, expect, it } from "vitest";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { useListeners } from "./bench.ts";

const start = useListeners();
const FRAMES = 5000;

let turns = 0;
let isOver = false;
afterEach(() => {
  isOver = true;
});

/** Counts the turns of the event loop that other work gets. */
function count(): void {
  turns += 1;
  if (!isOver) setImmediate(count);
}

it("a peer with thousands of frames in one piece does not block others, and does not fill the log", async () => {
  const seen: number[] = [];
  const { client, log } = await start({ onBadFrame: async () => void seen.push(turns) });
  count();
  client().write("\x0b\x1c\r".repeat(FRAMES));
  await eventually("all have come", () => seen.length === FRAMES);
  const between = Number(seen.at(-1)) - Number(seen[0]);
  expect(between).toBeGreaterThan(FRAMES / 32);
  expect(JSON.stringify(log).split("received bytes are not a frame")).toHaveLength(2);
});
