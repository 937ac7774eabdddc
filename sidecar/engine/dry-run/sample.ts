import type { OutboxTrigger, Snapshot } from "../../flows/flow.ts";
import type { Encoded } from "../../formats/format.ts";
import type { Term } from "../../terms/term.ts";
import { outboundDocument } from "../model/outbound-document.ts";
import type { DryRunResult } from "../ports/dry-run.ts";
import type { Odoo, OutboxRow } from "../ports/odoo.ts";
import { say } from "./terms.ts";
import { connectionNow, previewerFor, recordOf, type TestFileParts } from "./test-file.ts";

/** The maximum number of characters of the encoded file that the result contains. */
const MOST_SHOWN = 64 * 1024;

/**
 * Encodes the document that would be sent for the purchase order of an outbox row. No control number is used up, and
 * nothing is sent. An unconfirmed order is treated as confirmed.
 * @returns the result with the encoded file, or the reason why there is none
 */
export async function sampleOf(parts: TestFileParts, row: OutboxRow): Promise<DryRunResult | Term> {
  const { order_id: id, order: number } = row.arguments;
  if (typeof id !== "number" || typeof number !== "string") return say("no-order");
  const connection = await connectionNow(parts.odoo, row.connection);
  if (!connection) return say("connection-gone");
  const input: OutboxTrigger = {
    type: "OutboxTrigger",
    key: row.key,
    event: "order.confirmed",
    model: "purchase.order",
    id,
    number,
  };
  const flow = parts.flows.find((one) => one.direction === "outbound" && one.accepts(input));
  if (!flow || !connection.flows.includes(flow.code)) return say("order-dispatch-off");
  const written: Encoded[] = [];
  const odoo = { ...parts.odoo, read: confirmed(parts.odoo) };
  const preview = previewerFor({ ...parts, odoo }, connection, (file) => written.push(file));
  const document = recordOf(
    outboundDocument({ flow, connection, input, key: row.key, traceId: "" }),
    parts.clock(),
  );
  const [seen] = await preview([{ document }]);
  if (!seen) return say("nothing-to-show");
  const [file] = written;
  const text = file && Buffer.from(file.bytes).toString("utf8").slice(0, MOST_SHOWN);
  const format = parts.formats.find(({ code }) => code === connection.format.code);
  const readable = (written: string) => format?.readable?.(written) ?? written;
  const shown = { code: file?.code ?? null, type: flow.documentType, number, flow: flow.code };
  return {
    outcome: "sample",
    format: connection.format.code,
    messages: [
      {
        envelope: [],
        problem: null,
        passedOver: false,
        documents: [{ ...shown, preview: seen, payload: null }],
        more: 0,
      },
    ],
    more: 0,
    sample: file && text !== undefined ? { name: file.fileName, text: readable(text) } : null,
  };
}

const NOT_YET = ["draft", "sent", "to approve"];

function confirmed({ read }: Pick<Odoo, "read">): Odoo["read"] {
  return async (requests) => {
    const answer: Snapshot = await read(requests);
    return Object.fromEntries(
      Object.entries(answer).map(([name, records]) => [
        name,
        requests[name]?.model === "purchase.order"
          ? records.map((one) => (NOT_YET.includes(String(one.state)) ? { ...one, state: "purchase" } : one))
          : [...records],
      ]),
    );
  };
}
