import { Component, type ComponentConstructor, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { type StandardFieldProps, standardFieldProps } from "@web/views/fields/standard_field_props";
import { _t } from "../l10n/translation.ts";
import { base64Of, MOST_BYTES } from "./file_content.ts";
import { RehearsalAnswer } from "./rehearsal_answer.ts";
import { rehearsalExtras } from "./rehearsal_extras.ts";
import { PATIENCE_MS, type TestFileState, useTestFile } from "./test_file.ts";

/** Lets users test a partner's file with the connection that the form shows, and displays the result. Other modules can add further tests. */
export class Rehearsal extends Component<StandardFieldProps> {
  static override template = "suture.Rehearsal";
  static components = { RehearsalAnswer };
  static override props = { ...standardFieldProps };

  ask!: (method: string, args: unknown[]) => Promise<void>;
  state!: TestFileState;
  input!: { pasted: string };

  override setup(): void {
    const { state, ask } = useTestFile(() => this.props.record.resId);
    this.state = state;
    this.ask = ask;
    this.input = useState({ pasted: "" });
  }

  get waiting(): boolean {
    return this.state.testFile?.state === "asked";
  }

  get late(): boolean {
    return this.waiting && this.state.waited >= PATIENCE_MS;
  }

  get extras(): [string, ComponentConstructor][] {
    return rehearsalExtras.getEntries<ComponentConstructor>();
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

  async tryBytes(bytes: Uint8Array, name: string): Promise<void> {
    if (bytes.length === 0) {
      this.state.problem = _t("The file is empty. Choose the file that the partner sent.");
      return;
    }
    await this.ask("rehearse", [base64Of(bytes), name]);
  }
}

export const rehearsal = {
  component: Rehearsal,
  displayName: _t("Connection test file"),
  supportedTypes: ["json"],
  additionalClasses: ["d-block", "w-100"],
  isEmpty: () => false,
};

registry.category("fields").add("suture_rehearsal", rehearsal);
