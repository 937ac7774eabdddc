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
  /** The name of an action; false if someone else must do the step. */
  action: string | false;
};
export type Checklist = { shown: boolean; done: number; of: number; steps: Step[]; warning: string };

export type SetupChecklistProps = {
  /** Shows the checklist even if it was dismissed or is complete. */
  always?: boolean;
};

/** Shows administrators the steps from the installation to the first document, and problems with the key. */
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

  /** Returns the first open step that the user can do. Its button is highlighted. */
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

  /** If the checklist cannot be loaded, it is hidden. The page below shows what is wrong. */
  private async load(): Promise<void> {
    try {
      this.state.checklist = await this.orm.silent.call<Checklist>("suture.setup", "get_checklist", []);
    } catch {
      this.state.checklist = null;
    }
  }
}
