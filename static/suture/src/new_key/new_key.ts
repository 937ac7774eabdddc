import { Component, onWillDestroy, useState } from "@odoo/owl";
import { CopyButton } from "@web/core/copy_button/copy_button";
import { registry } from "@web/core/registry";
import { type ActionService, type OrmService, useService } from "@web/core/utils/hooks";
import { type ClientActionProps, standardActionServiceProps } from "@web/webclient/actions/action_service";
import { _t } from "../l10n/translation.ts";
import { beginExchange, canExchange, type Envelope } from "./key_exchange.ts";

type Kind = "api-key" | "webhook-secret";

/** The parameters of the client action that creates a key for a connection. */
export type NewKeyParameters = {
  connection: number;
  kind: Kind;
  /** The valid keys, by kind, with the first characters of each. */
  replaces: Record<Kind, string[]>;
};

type Answer = { state: "asked" | "answered" | "refused"; envelope: Envelope | null; refusal: string };

const POLL_MS = 500;
/** The time after which the dialog says that the sidecar does not answer. It continues to wait. */
const LATE_MS = 15_000;

/** Creates a key for a partner and shows it once. The key is encrypted for this page, so that Odoo cannot read it. */
export class NewKey extends Component<ClientActionProps<NewKeyParameters>> {
  static override template = "suture.NewKey";
  static components = { CopyButton };
  static override props = { ...standardActionServiceProps };

  private orm!: OrmService;
  private action!: ActionService;
  private isClosed = false;
  /** The ID of the request whose answer this dialog waits for, or null. */
  private request: string | null = null;
  state!: {
    step: "choose" | "wait" | "shown" | "failed";
    kind: Kind;
    days: string;
    others: string;
    isLate: boolean;
    problem: string;
    key: string;
  };

  override setup(): void {
    this.orm = useService("orm");
    this.action = useService("action");
    const { kind } = this.props.action.params;
    this.state = useState({
      step: "choose",
      kind,
      days: "365",
      others: "168",
      isLate: false,
      problem: "",
      key: "",
    });
    onWillDestroy(() => {
      this.isClosed = true;
      this.state.key = "";
      this.giveUp();
    });
  }

  get isPossible(): boolean {
    return canExchange();
  }

  get previous(): string[] {
    return this.props.action.params.replaces[this.state.kind];
  }

  get copied(): string {
    return _t("Copied");
  }

  get usage(): string {
    return this.state.kind === "api-key"
      ? _t("The partner sends it in the header X-Api-Key, or as a bearer token.")
      : _t("The sender signs its webhooks with it, as Standard Webhooks defines.");
  }

  async create(): Promise<void> {
    Object.assign(this.state, { step: "wait", isLate: false, problem: "" });
    try {
      await this.exchange();
    } catch (error) {
      this.state.step = "choose";
      this.giveUp();
      throw error;
    }
  }

  private async exchange(): Promise<void> {
    const { connection } = this.props.action.params;
    const exchange = await beginExchange();
    const request = await this.orm.call<string>("suture.connection", "request_key", [
      [connection],
      this.state.kind,
      exchange.publicKey,
      numberIn(this.state.days),
      this.previous.length > 0 ? numberIn(this.state.others) : null,
    ]);
    this.request = request;
    const answer = await this.answerTo(request);
    if (answer === null) return;
    if (answer.envelope === null) {
      this.request = null;
      Object.assign(this.state, { step: "failed", problem: answer.refusal });
      return;
    }
    const key = await exchange.open(answer.envelope, request);
    this.request = null;
    Object.assign(this.state, { step: "shown", key });
  }

  /** Has the requested key revoked, because nobody has seen it. */
  private giveUp(): void {
    if (this.request) void this.orm.silent.call("suture.connection", "cancel_key", [this.request]);
    this.request = null;
  }

  /** Waits for the sidecar's answer. Returns null if the dialog was closed in the meantime. */
  private async answerTo(request: string): Promise<Answer | null> {
    for (let waited = 0; !this.isClosed; waited += POLL_MS) {
      this.state.isLate = waited >= LATE_MS;
      const answer = await this.orm.silent.call<Answer>("suture.connection", "get_key", [request]);
      if (answer.state !== "asked") return answer;
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    return null;
  }

  async close(): Promise<void> {
    await this.action.doAction({ type: "ir.actions.act_window_close" });
    await this.action.doAction({ type: "ir.actions.client", tag: "soft_reload" });
  }
}

/** Returns the number in the value of a choice, or null for the choice without a number. */
const numberIn = (value: string): number | null => (value === "" ? null : Number(value));

registry.category("actions").add("suture_new_key", NewKey);
