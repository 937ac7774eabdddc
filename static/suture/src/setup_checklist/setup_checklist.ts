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
  /** The name of an action; false where somebody else has to take the step. */
  action: string | false;
};
export type Checklist = { shown: boolean; done: number; of: number; steps: Step[]; warning: string };

export type SetupChecklistProps = {
  /** Shows it even where it was dismissed or all is done. */
  always?: boolean;
};

/** The steps from the installation to the first document, and what is wrong with the key; for those who set up. */
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

  /** The first step that is open and can be taken: its button stands out. */
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

  /** A checklist that cannot be loaded is not there; the page below it has its own way to say what is wrong. */
  private async load(): Promise<void> {
    try {
      this.state.checklist = await this.orm.silent.call<Checklist>("suture.setup", "get_checklist", []);
    } catch {
      this.state.checklist = null;
    }
  }
}
