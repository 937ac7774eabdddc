import { registry } from "@web/core/registry";
import { FormController } from "@web/views/form/form_controller";
import { FormRenderer } from "@web/views/form/form_renderer";
import { formView } from "@web/views/form/form_view";

/** Puts the chatter below the form on screens of any width, so that the panes have the full width. */
export class ExchangeFormRenderer extends FormRenderer {
  mailLayout(): "BOTTOM_CHATTER" | "NONE" {
    return this.mailStore ? "BOTTOM_CHATTER" : "NONE";
  }
}

/** Leaves out the layout of very wide screens, in which the form and the chatter stand side by side. */
export class ExchangeFormController extends FormController {
  override get className(): Record<string, boolean> {
    const { "o_xxl_form_view h-100": _sideBySide, ...classes } = super.className;
    return { ...classes, o_suture_exchange_form: true };
  }
}

registry.category("views").add("suture_exchange_form", {
  ...formView,
  Controller: ExchangeFormController,
  Renderer: ExchangeFormRenderer,
});
