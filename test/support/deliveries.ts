import { randomUUID } from "node:crypto";
import type { Taken, Taking } from "../../sidecar/engine/ports/journal/deliveries.ts";
import type { Delivery, Document } from "../../sidecar/engine/records.ts";
import type { Journal } from "../../sidecar/journal/journal.ts";
import { newDocument } from "./records.ts";
import { textTerm } from "./told.ts";

let count = 0;

/**
 * Inserts an outgoing document and stores its bytes for delivery, as the engine's `dispatch` does. The name of the file is its
 * control number.
 */
export async function dispatchOne(journal: Journal, connection: string): Promise<Document> {
  count += 1;
  const entered = await journal.insertDocument(
    newDocument({
      direction: "outbound",
      connection,
      type: "Order",
      number: `P-${count}`,
      key: `order/${randomUUID()}`, // other processes enter theirs concurrently
      aggregate: `order/${randomUUID()}`,
    }),
  );
  const [document] = await journal.documentsById([entered ?? ""]);
  if (!document) throw new Error("not entered");
  await journal.storeDispatch(document.id, {
    connection,
    kind: "document",
    documentId: document.id,
    messageId: null,
    encode: async (next) => {
      const number = await next("interchange");
      return {
        code: "850",
        bytes: Buffer.from(String(number)),
        contentType: "text/plain",
        fileName: `${number}`,
        control: { groupControl: String(number) },
        controlReference: `${number}/1`,
      };
    },
  });
  await journal.settle(
    [
      {
        id: document.id,
        revision: 2,
        state: "processing",
        note: [textTerm("One line.")],
        step: { name: "written" },
      },
    ],
    [],
  );
  return document;
}

/** Claims due deliveries of a connection. Defaults are used for options that are not given. */
export function take(journal: Journal, connection: string, given: Partial<Taking> = {}): Promise<Taken> {
  const route = given.route ?? "primary";
  return journal.takeDeliveries({
    connection,
    target: route === "primary" ? connection : `${connection}/fallback`,
    route,
    limit: 4,
    leaseSeconds: 60,
    inOrder: false,
    fallbackBefore: null,
    ...given,
  });
}

export const filesOf = ({ deliveries }: { readonly deliveries: readonly Delivery[] }): string[] =>
  deliveries.map(({ fileName }) => fileName);
