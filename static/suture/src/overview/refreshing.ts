import { onWillUnmount } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

/** Bus notices of the exception queue and of the sidecars, which report every minute. */
const notices = ["suture.queue", "suture.health"];
/** A change may reach hundreds of browsers at once, so each waits a random time up to this. Milliseconds. */
const spread = 2000;
/** Refreshes without a notice, too, because documents become late without any event. Milliseconds. */
const refreshEvery = 5 * 60_000;

/** Runs `refresh` after notices from the server, once for several notices, and at regular intervals. */
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
