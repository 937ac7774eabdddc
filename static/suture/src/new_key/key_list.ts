import { registry } from "@web/core/registry";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";
import { useChanges } from "../live/live.ts";

/** The part of a list's model that is needed to reload it. */
type LoadedList = { context: Readonly<Record<string, unknown>>; load(): Promise<unknown> };

/** The list of a connection's keys. It reloads when the sidecar reports the keys. */
export class KeyListRenderer extends ListRenderer {
  override setup(): void {
    super.setup();
    const list = (): LoadedList => (this.props as { list: LoadedList }).list;
    const connection = Number(list().context.default_connection_id);
    useChanges(
      () => [["suture.connection", connection]],
      () => void list().load(),
    );
  }
}

registry.category("views").add("suture_key_list", { ...listView, Renderer: KeyListRenderer });
