import { expect } from "@odoo/hoot";
import { animationFrame, mockDate } from "@odoo/hoot-mock";
import {
  getService,
  mockService,
  mountWithCleanup,
  onRpc,
  patchWithCleanup,
} from "@web/../tests/web_test_helpers";
import { WebClient } from "@web/webclient/webclient";
import type { Answer, SectionName } from "../src/overview/overview_types.ts";
import { answerOf } from "./overview_fixture.ts";

type Listener = (payload: unknown) => void;
type Opened = { name: string; res_model: string; domain?: unknown; res_id?: number };

/** Installs a fake bus. `announce` simulates a notification from the server. */
function mockBus(): { announce(notice: string): void } {
  const listeners = new Map<string, Set<Listener>>();
  const of = (type: string): Set<Listener> => {
    const known = listeners.get(type) ?? new Set();
    listeners.set(type, known);
    return known;
  };
  mockService("bus_service", {
    subscribe: (type: string, listener: Listener) => void of(type).add(listener),
    unsubscribe: (type: string, listener: Listener) => void of(type).delete(listener),
    addEventListener() {},
    removeEventListener() {},
    addChannel() {},
    deleteChannel() {},
    start() {},
  });
  return { announce: (notice) => of(notice).forEach((listener) => void listener({})) };
}

/**
 * Opens the page. `tell` returns the server's response for a section. Each request is recorded as a step, unless `isQuiet` is
 * true.
 */
export async function openPage(tell: (section: SectionName | null) => Answer, isQuiet = false) {
  mockDate("2026-11-20 12:00:00", 0);
  onRpc("has_group", () => false);
  onRpc("suture.overview", "get_overview", ({ args }) => {
    if (!isQuiet) expect.step(args.join());
    return tell(args[0] as SectionName | null);
  });
  const bus = mockBus();
  await mountWithCleanup(WebClient);
  const action = getService("action");
  await action.doAction({ type: "ir.actions.client", tag: "suture.overview" });
  await animationFrame();
  patchWithCleanup(action, {
    doAction: async (opened) => {
      const { res_model, domain, res_id, name } = opened as Opened;
      expect.step(
        typeof opened === "string"
          ? opened
          : `${name ?? ""} ${res_model} ${JSON.stringify(domain ?? res_id)}`,
      );
    },
  });
  return bus;
}
/** Opens the page with a section. Requests are not recorded as steps. */
export const show = (section: SectionName) => openPage(() => answerOf(section), true);
