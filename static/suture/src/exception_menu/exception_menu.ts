import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { type ActionService, type BusService, type OrmService, useService } from "@web/core/utils/hooks";
import { _t } from "../l10n/translation.ts";

/**
 * The result of `get_queue_counts`: the numbers of exceptions that are assigned to the user (`mine`), that have no owner
 * (`unassigned`), that are late (`late`), and that are assigned to the user or late (`both`). Each count stops at `most`.
 */
export type QueueCounts = { mine: number; unassigned: number; late: number; both: number; most: number };

/** The filters of the queue that the menu opens: the names of filters of the view `exception_search`. */
type Filter = "mine" | "unassigned" | "late";

const notice = "suture.queue";
/**
 * The maximum random delay in milliseconds before a browser reloads. The delays spread the load, because a change may reach
 * hundreds of browsers at once.
 */
const spread = 2000;
/** The polling interval in milliseconds. Exceptions become late without any event on the bus. */
const refreshEvery = 5 * 60_000;

/**
 * Shows in the menu bar how many exceptions are assigned to the user, have no owner or are late, and updates the numbers after
 * events on the bus. The badge counts those that are assigned to the user or late.
 */
export class ExceptionMenu extends Component<object> {
  static override template = "suture.ExceptionMenu";
  static components = { Dropdown, DropdownItem };
  static override props = {};

  private orm!: OrmService;
  private action!: ActionService;
  private current!: { isShown: boolean; counts: QueueCounts };
  private pending: number | undefined;

  override setup(): void {
    this.orm = useService("orm");
    this.action = useService("action");
    const bus: BusService = useService("bus_service");
    this.current = useState({
      isShown: false,
      counts: { mine: 0, unassigned: 0, late: 0, both: 0, most: 0 },
    });
    const onNotice = (): void => this.loadSoon();
    const timer = browser.setInterval(() => this.loadSoon(), refreshEvery);
    bus.subscribe(notice, onNotice);
    onWillStart(async () => {
      this.current.isShown = await user.hasGroup("suture.group_user");
      void this.load();
    });
    onWillUnmount(() => {
      bus.unsubscribe(notice, onNotice);
      browser.clearInterval(timer);
      browser.clearTimeout(this.pending);
    });
  }

  get isShown(): boolean {
    return this.current.isShown;
  }

  get counts(): QueueCounts {
    return this.current.counts;
  }

  get label(): string {
    const mine = this.told(this.counts.mine);
    const unassigned = this.told(this.counts.unassigned);
    const late = this.told(this.counts.late);
    return _t("Exceptions: %(mine)s mine, %(unassigned)s unassigned, %(late)s late", {
      mine,
      unassigned,
      late,
    });
  }

  /** Returns a count as text, with a plus sign ("100+") if it has reached the limit. */
  told(count: number): string {
    return count > 0 && count >= this.counts.most ? `${this.counts.most}+` : String(count);
  }

  async open(filter: Filter | null): Promise<void> {
    const additionalContext = filter ? { [`search_default_${filter}`]: 1 } : {};
    await this.action.doAction("suture.exception_action", { additionalContext, clearBreadcrumbs: true });
  }

  private loadSoon(): void {
    this.pending ??= browser.setTimeout(() => {
      this.pending = undefined;
      void this.load();
    }, Math.random() * spread);
  }

  /** Loads the counts. Never rejects. If loading fails, the old counts remain until the next attempt. */
  private async load(): Promise<void> {
    if (!this.isShown) {
      return;
    }
    try {
      this.current.counts = await this.orm.silent.call<QueueCounts>(
        "suture.exchange",
        "get_queue_counts",
        [],
      );
    } catch {
      // The page itself shows when the server is unreachable.
    }
  }
}

registry.category("systray").add("suture.exception_menu", { Component: ExceptionMenu }, { sequence: 25 });
