import { Component, onWillStart, useState } from "@odoo/owl";
import { type OrmService, useService } from "@web/core/utils/hooks";
import { StatusBadge } from "../integration_status/status_badge.ts";
import { JourneySteps } from "./journey_steps.ts";
import type { Journey } from "./journey_types.ts";

type JourneyPopoverProps = { resModel: string; resId: number; close: () => void };
type Loading = { status: "loading" | "failed" } | { status: "loaded"; journey: Journey };

/** Shows the history of a record in a popover. Loads it when opened, and reports a failure to load it. */
export class JourneyPopover extends Component<JourneyPopoverProps> {
  static override template = "suture.JourneyPopover";
  static components = { JourneySteps, StatusBadge };
  static override props = { resModel: String, resId: Number, close: Function };

  private orm!: OrmService;
  private current!: { loading: Loading };

  override setup(): void {
    this.orm = useService("orm");
    this.current = useState({ loading: { status: "loading" } });
    onWillStart(() => {
      this.load();
    });
  }

  get loading(): Loading {
    return this.current.loading;
  }

  get journey(): Journey | null {
    return this.loading.status === "loaded" ? this.loading.journey : null;
  }

  /** Returns the record's note, unless a step already shows it. */
  get note(): string {
    const { note, steps } = this.journey ?? { note: false, steps: [] };
    const isSaid = steps.some(({ reason, detail }) => note === reason || note === detail);
    return note && !isSaid ? note : "";
  }

  /** Loads the history. Never rejects. After a failure, the popover shows a message and a button to load the history again. */
  async load(): Promise<void> {
    this.current.loading = { status: "loading" };
    const { resModel, resId } = this.props;
    try {
      const journey = await this.orm.silent.call<Journey>(resModel, "get_integration_journey", [[resId]]);
      this.current.loading = { status: "loaded", journey };
    } catch {
      this.current.loading = { status: "failed" };
    }
  }
}
