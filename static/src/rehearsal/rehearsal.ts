import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type OrmService, useService } from "@web/core/utils/hooks";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";
import { base64Of, MOST_BYTES } from "./file_content.ts";
import { RehearsalAnswer } from "./rehearsal_answer.ts";
import { PATIENCE_MS, type TrialState, useTrial } from "./trial.ts";

type Order = { id: number; name: string };
const MOST_ORDERS = 20;

/** Tries a partner's file on the connection of the form, and shows what would be sent for an order. */
export class Rehearsal extends Component<StandardFieldProps> {
  static override template = "suture.Rehearsal";
  static components = { RehearsalAnswer };
  static override props = { ...standardFieldProps };

  private orm!: OrmService;
  private ask!: (method: string, args: unknown[]) => Promise<void>;
  state!: TrialState;
  input!: { pasted: string; order: string; orders: Order[] };

  override setup(): void {
    this.orm = useService("orm");
    const { state, ask } = useTrial(() => this.props.record.resId);
    this.state = state;
    this.ask = ask;
    this.input = useState({ pasted: "", order: "", orders: [] });
    onWillStart(async () => {
      this.input.orders = await this.ordersOfPartner();
    });
  }

  get waiting(): boolean {
    return this.state.trial?.state === "asked";
  }

  get late(): boolean {
    return this.waiting && this.state.waited >= PATIENCE_MS;
  }

  /** Orders to this partner, for a sample of what we would send. Without access to orders there are none. */
  async ordersOfPartner(): Promise<Order[]> {
    const { partner_id: partner, kind } = this.props.record.data as {
      partner_id?: { id: number } | false;
      kind?: string;
    };
    if (!partner || kind !== "edi") return [];
    const domain = [["partner_id", "child_of", partner.id]];
    return this.orm.silent
      .call<Order[]>("purchase.order", "search_read", [domain, ["name"], 0, MOST_ORDERS, "id desc"])
      .catch(() => []);
  }

  async onFile(event: Event): Promise<void> {
    const chooser = event.target as HTMLInputElement;
    const file = chooser.files?.[0];
    if (!file) return;
    if (file.size > MOST_BYTES) {
      this.state.problem = _t("The file is larger than 1 MB. A sample with a few documents is enough.");
    } else await this.tryBytes(new Uint8Array(await file.arrayBuffer()), file.name);
    chooser.value = "";
  }

  async onPasted(): Promise<void> {
    await this.tryBytes(new TextEncoder().encode(this.input.pasted), _t("Pasted text"));
  }

  async onSample(): Promise<void> {
    await this.ask("show_sample", [Number(this.input.order)]);
  }

  async tryBytes(bytes: Uint8Array, name: string): Promise<void> {
    if (bytes.length === 0) {
      this.state.problem = _t("The file is empty. Choose the one that the partner sent.");
      return;
    }
    await this.ask("rehearse", [base64Of(bytes), name]);
  }
}

export const rehearsal = {
  component: Rehearsal,
  displayName: _t("Test file of a connection"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("suture_rehearsal", rehearsal);
