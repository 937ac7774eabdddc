import { onWillUnmount } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

/** The bus events that report a changed work queue and a new health report. Each sidecar sends a health report every minute. */
const notices = ["suture.queue", "suture.health"];
/**
 * The maximum random delay in milliseconds before a browser reloads. The delays spread the load, because a change may reach
 * hundreds of browsers at once.
 */
const spread = 2000;
/**
 * The interval in milliseconds of refreshes without an event. They are needed because no event reports that a document has become
 * late.
 */
const refreshEvery = 5 * 60_000;

/** Calls `refresh` at regular intervals and after events on the bus. Events in quick succession cause only one call. */
export function useRefreshing(refresh: () => void): void {
  const bus = useService("bus_service");
  let pending: number | undefined;
  const soon = (): void => {
    pending ??= browser.setTimeout(
      () => {
        pending = undefined;
        refresh();
      },
      spread / 2 + (Math.random() * spread) / 2,
    );
  };
  const timer = browser.setInterval(soon, refreshEvery);
  for (const notice of notices) bus.subscribe(notice, soon);
  onWillUnmount(() => {
    for (const notice of notices) bus.unsubscribe(notice, soon);
    browser.clearInterval(timer);
    browser.clearTimeout(pending);
  });
}
