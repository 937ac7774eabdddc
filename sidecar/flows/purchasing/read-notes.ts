import type { OdooRecord } from "../flow.ts";
import { reference, text } from "../kit/snapshot.ts";

/**
 * Returns the notes to the vendor by the ID of the order line: what follows the first line of its description, which is the name
 * of the item, and the note lines directly below it on the order. The records must be in the order of the lines.
 */
export function readNotes(lines: readonly OdooRecord[]): ReadonlyMap<number, string> {
  const notes = new Map<number, string[]>();
  const last = new Map<number | null, number>();
  for (const line of lines) {
    const order = reference(line, "order_id");
    const type = text(line, "display_type");
    if (type === null) {
      last.set(order, line.id);
      notes.set(line.id, [(text(line, "name") ?? "").split("\n").slice(1).join("\n").trim()]);
    } else if (type === "line_note") {
      notes.get(last.get(order) ?? 0)?.push((text(line, "name") ?? "").trim());
    } else {
      last.delete(order);
    }
  }
  const joined = [...notes].map(
    ([id, parts]) => [id, parts.filter((part) => part !== "").join("\n")] as const,
  );
  return new Map(joined.filter(([, note]) => note !== ""));
}
