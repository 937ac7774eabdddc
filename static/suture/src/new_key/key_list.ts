import { registry } from "@web/core/registry";
import { KanbanRenderer } from "@web/views/kanban/kanban_renderer";
import { kanbanView } from "@web/views/kanban/kanban_view";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";
import { useChanges } from "../live/live.ts";

/** The part of a view's model that is needed to reload it. */
type LoadedList = { context: Readonly<Record<string, unknown>>; load(): Promise<unknown> };

/** Reloads the keys of a connection when the sidecar reports them. */
function useReportedKeys(list: () => LoadedList): void {
  const connection = Number(list().context.default_connection_id);
  useChanges(
    () => [["suture.connection", connection]],
    () => void list().load(),
  );
}

export class KeyListRenderer extends ListRenderer {
  override setup(): void {
    super.setup();
    useReportedKeys(() => (this.props as { list: LoadedList }).list);
  }
}

export class KeyKanbanRenderer extends KanbanRenderer {
  override setup(): void {
    super.setup();
    useReportedKeys(() => (this.props as { list: LoadedList }).list);
  }
}

registry.category("views").add("suture_key_list", { ...listView, Renderer: KeyListRenderer });
registry.category("views").add("suture_key_kanban", { ...kanbanView, Renderer: KeyKanbanRenderer });
