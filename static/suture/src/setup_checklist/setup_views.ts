import { registry } from "@web/core/registry";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";
import { SetupChecklist } from "./setup_checklist.ts";

/** Shows the setup checklist above a list or kanban view until it is complete. */
export class SetupListRenderer extends ListRenderer {
  static override template = "suture.SetupListRenderer";
  static override components = { ...ListRenderer.components, SetupChecklist };
}

export class SetupKanbanRenderer extends KanbanRenderer {
  static override template = "suture.SetupKanbanRenderer";
  static override components = { ...KanbanRenderer.components, SetupChecklist };
}

registry.category("views").add("suture_setup_list", { ...listView, Renderer: SetupListRenderer });
registry.category("views").add("suture_setup_kanban", { ...kanbanView, Renderer: SetupKanbanRenderer });
