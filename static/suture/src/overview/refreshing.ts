import { onWillUnmount } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { useService } from "@web/core/utils/hooks";

/** Of the queue of exceptions, and of the sidecars, which tell of themselves each minute. */
const notices = ["suture.queue", "suture.health"];
/** One change may reach hundreds of browsers at once: each asks some time within this. Milliseconds. */
const spread = 2000;
/** Also without any notice: what is late becomes late by itself. Milliseconds. */
const refreshEvery = 5 * 60_000;

/** Runs `refresh` when the server says that something has changed, once for many changes; and now and then. */
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
