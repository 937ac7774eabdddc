import { Component, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";
import { Dropdown } from "@web/core/dropdown/dropdown";
import { DropdownItem } from "@web/core/dropdown/dropdown_item";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { type ActionService, type BusService, type OrmService, useService } from "@web/core/utils/hooks";
import { _t } from "../l10n/translation.ts";

/** What `get_queue_counts` answers; nothing is counted further than `most`. */
export type QueueCounts = { mine: number; late: number; both: number; most: number };

const notice = "suture.queue";
/** One change may reach hundreds of browsers at once: each asks some time within this. Milliseconds. */
const spread = 2000;
/** Exceptions become late without anything being sent. Milliseconds. */
const refreshEvery = 5 * 60_000;

/** In the menu bar: how many exceptions are the user's own or late, kept up to date by the bus. */
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
    this.current = useState({ isShown: false, counts: { mine: 0, late: 0, both: 0, most: 0 } });
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
    const { mine, late } = this.counts;
    return _t("Exceptions: %s mine, %s late", this.told(mine), this.told(late));
  }

  /** A count as it is told: "100+" where the counting stopped. */
  told(count: number): string {
    return count > 0 && count >= this.counts.most ? `${this.counts.most}+` : String(count);
  }

  async open(filter: "mine" | "late" | null): Promise<void> {
    const additionalContext = filter ? { [`search_default_${filter}`]: 1 } : {};
    await this.action.doAction("suture.exception_action", { additionalContext, clearBreadcrumbs: true });
  }

  private loadSoon(): void {
    this.pending ??= browser.setTimeout(() => {
      this.pending = undefined;
      void this.load();
    }, Math.random() * spread);
  }

  /** Never rejects: a counter that cannot be loaded keeps what it showed, until the next time. */
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
      // The page has its own way to say that the server is away.
    }
  }
}

registry.category("systray").add("suture.exception_menu", { Component: ExceptionMenu }, { sequence: 25 });
