import { Component, useState } from "@odoo/owl";
import { type ActionService, useService } from "@web/core/utils/hooks";
import { _t } from "../l10n/translation.ts";
import { instantOf, Moment } from "../moment/moment.ts";
import type { JourneyStep } from "./journey_types.ts";

/** The maximum number of changed lines that are shown until the user asks for all of them. */
const linesShownAtFirst = 5;

/**
 * Shows one step: what happened, when and by whom, and what changed. If the step waits or needs a decision, also shows the reason
 * and what to do.
 */
export class JourneyStepItem extends Component<{ step: JourneyStep; canOpen: boolean }> {
  static override template = "suture.JourneyStepItem";
  static components = { Moment };
  static override props = { step: Object, canOpen: Boolean };

  private action!: ActionService;
  private view!: { showsAllLines: boolean };

  override setup(): void {
    this.action = useService("action");
    this.view = useState({ showsAllLines: false });
  }

  get stateLabel(): string {
    return this.props.step.state === "expected" ? _t("Upcoming") : this.props.step.state_label;
  }

  get lines(): string[] {
    const { lines } = this.props.step;
    return this.view.showsAllLines ? lines : lines.slice(0, linesShownAtFirst);
  }

  get hiddenLineCount(): number {
    return this.props.step.lines.length - this.lines.length;
  }

  get showAllText(): string {
    return _t("Show All %s Lines", String(this.props.step.lines.length));
  }

  get isAttemptDue(): boolean {
    const { next_attempt_at } = this.props.step;
    return next_attempt_at !== false && instantOf(next_attempt_at).toMillis() <= Date.now();
  }

  get isOpenable(): boolean {
    return this.props.canOpen && this.props.step.id > 0;
  }

  showAllLines(): void {
    this.view.showsAllLines = true;
  }

  async openExchange(): Promise<void> {
    await this.open("suture.exchange", this.props.step.id);
  }

  async openLink(): Promise<void> {
    const { link } = this.props.step;
    if (link) {
      await this.open(link.model, link.id);
    }
  }

  private async open(resModel: string, resId: number): Promise<void> {
    await this.action.doAction({
      type: "ir.actions.act_window",
      res_model: resModel,
      res_id: resId,
      views: [[false, "form"]],
      target: "current",
    });
  }
}
