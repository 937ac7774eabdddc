import { Component, onWillStart, useState } from "@odoo/owl";
import { user } from "@web/core/user";
import { type ActionService, type OrmService, useService } from "@web/core/utils/hooks";
import { _t } from "../l10n/translation.ts";

type Step = {
  code: string;
  title: string;
  text: string;
  done: boolean;
  button: string;
  /** The XML ID of the action that opens the step, or false if the user cannot carry it out. */
  action: string | false;
};
export type Checklist = { shown: boolean; done: number; of: number; steps: Step[]; warning: string };

export type SetupChecklistProps = {
  /** Whether to show the checklist even if it was dismissed or is complete. */
  always?: boolean;
};

/**
 * Shows administrators the steps from the installation to the first document, and a warning about the sidecar's key, if there is
 * one.
 */
export class SetupChecklist extends Component<SetupChecklistProps> {
  static override template = "suture.SetupChecklist";
  static override props = { always: { type: Boolean, optional: true } };

  private orm!: OrmService;
  private action!: ActionService;
  state!: { checklist: Checklist | null };

  override setup(): void {
    this.orm = useService("orm");
    this.action = useService("action");
    this.state = useState({ checklist: null });
    onWillStart(async () => {
      if (await user.hasGroup("suture.group_manager")) {
        await this.load();
      }
    });
  }

  get isThere(): boolean {
    return this.isShown || Boolean(this.state.checklist?.warning);
  }

  get isShown(): boolean {
    return Boolean(this.state.checklist && (this.props.always || this.state.checklist.shown));
  }

  get progress(): string {
    const { done, of } = this.state.checklist ?? { done: 0, of: 0 };
    return _t("%s of %s done", done, of);
  }

  /** Reports whether this is the first unfinished step that the user can carry out, whose button is highlighted. */
  isNext(step: Step): boolean {
    return this.state.checklist?.steps.find(({ done, action }) => !done && action) === step;
  }

  async open(step: Step): Promise<void> {
    if (step.action) {
      await this.action.doAction(step.action, { onClose: () => void this.load() });
    }
  }

  async dismiss(): Promise<void> {
    await this.orm.call("suture.setup", "dismiss_checklist", []);
    await this.load();
  }

  async rotate(): Promise<void> {
    await this.action.doAction("suture.gateway_key_action");
  }

  /** Loads the checklist. If this fails, the checklist is hidden, because the page below reports the same failure. */
  private async load(): Promise<void> {
    try {
      this.state.checklist = await this.orm.silent.call<Checklist>("suture.setup", "get_checklist", []);
    } catch {
      this.state.checklist = null;
    }
  }
}
