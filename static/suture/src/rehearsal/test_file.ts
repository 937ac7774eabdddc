import { onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";
import type { TestFile } from "./rehearsal_types.ts";

const LOOK_MS = 2000;
/** The time in milliseconds after which the page shows what to check if there is no result yet. */
export const PATIENCE_MS = 30_000;
/**
 * The time in milliseconds after which polling stops if there is no result. The page shows the result when it is opened again.
 */
const MOST_MS = 600_000;

export type TestFileState = { testFile: TestFile | null; waited: number; problem: string };

/**
 * Returns a function that requests a test on a connection, and the state of the latest test. Its result is loaded when the bus
 * reports it, or by polling if the bus does not work.
 */
export function useTestFile(connectionId: () => number | false) {
  const orm = useService("orm");
  const bus = useService("bus_service");
  const state = useState<TestFileState>({ testFile: null, waited: 0, problem: "" });
  let timer: number | undefined;

  const look = async () => {
    const id = connectionId();
    if (id) state.testFile = await orm.silent.call<TestFile>("suture.connection", "get_rehearsal", [[id]]);
  };
  const follow = () => {
    browser.clearTimeout(timer);
    if (state.testFile?.state !== "asked" || state.waited >= MOST_MS) return;
    timer = browser.setTimeout(async () => {
      state.waited += LOOK_MS;
      // A failed poll does not matter, because the next one may succeed.
      await look().catch(() => {});
      follow();
    }, LOOK_MS);
  };
  const ask = async (method: string, args: unknown[]) => {
    state.problem = "";
    await orm.call("suture.connection", method, [[connectionId()], ...args]);
    state.waited = 0;
    await look();
    follow();
  };
  const told = ({ id }: { id: number }) => {
    if (id === connectionId()) void look();
  };
  bus.subscribe("suture.connection/rehearsal", told);
  onWillStart(async () => {
    await look();
    follow();
  });
  onWillUnmount(() => {
    browser.clearTimeout(timer);
    bus.unsubscribe("suture.connection/rehearsal", told);
  });
  return { state, ask };
}
