import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import type { Sending } from "../../engine/ports/transport.ts";
import type { Delivery } from "../../engine/records.ts";
import { DeliveryFailure, SetUpFailure } from "../../engine/resilience/failures.ts";
import { sayDelivery } from "../terms.ts";

/**
 * Writes the file to the folder `<root>/<connection>/outbox` or, as a fallback, `<root>/<connection>/fallback`. The file is
 * written under a temporary name, flushed and then renamed, so that programs that watch the folder never see an incomplete file.
 * Another attempt at the delivery replaces the file with the same bytes. Throws a SetUpFailure if no folder is configured, and a
 * DeliveryFailure if the folder is not writable.
 */
export async function deliverToFolder(
  root: string | null,
  delivery: Delivery,
  { by }: Pick<Sending, "by">,
): Promise<void> {
  if (root === null) throw new SetUpFailure(sayDelivery("no-drop-folder"));
  const folder = join(root, delivery.connection, by === "primary" ? "outbox" : "fallback");
  const temporary = join(folder, `.${delivery.fileName}.part`);
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(temporary, "w");
    try {
      await file.writeFile(delivery.body);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(folder, delivery.fileName));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new DeliveryFailure("partner-unreachable", sayDelivery("drop-folder-not-writable", { code }));
  }
}
