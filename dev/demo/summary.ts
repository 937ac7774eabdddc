import { styleText } from "node:util";
import { isReasonCode, reasons } from "../../sidecar/documents/reason-codes.ts";
import type { Delivery } from "./delivery.ts";
import type { ExchangeRow } from "./exchanges.ts";
import { type Found, totalsOf } from "./found-day.ts";
import type { Played } from "./play.ts";
import { type Paint, tableLines, wrap } from "./table.ts";

const HEADINGS = ["What", "Document", "Number", "State", "Tries", "Result"] as const;
const STATE_COLUMN = HEADINGS.indexOf("State");
const WHAT_WIDTH = 36;

const STATE_WORDS: Readonly<Record<string, string>> = {
  attention: "needs attention",
  staged: "needs approval",
  waiting: "is retried",
};
const STATE_COLOURS = {
  applied: "green",
  sent: "green",
  "needs attention": "red",
  duplicate: "gray",
} as const;

/** Returns the day as a table with a row for each sent or received document, followed by the totals. */
export function summaryLines(found: Found, played: Played, width: number): string[] {
  const rows = [
    ...sentRows(found, played),
    ...played.deliveries.flatMap((one) => deliveryRows(one, found, played)),
    ...found.triggers.map((row) =>
      cells("The stay, to billing", "→", row, row.state === "done" ? "sent" : undefined),
    ),
  ];
  return [...tableLines(HEADINGS, rows, width, colourOfState), "", ...totalLines(found)];
}

const colourOfState: Paint = (text, row, column) => {
  const state = row[STATE_COLUMN] as keyof typeof STATE_COLOURS;
  const colour = STATE_COLOURS[state] ?? "blue";
  return column === STATE_COLUMN ? styleText(colour, text, { stream: process.stdout }) : text;
};

function sentRows({ outbound }: Found, { orders }: Played): string[][] {
  return [...orders].flatMap(([letter, order]) =>
    outbound
      .filter(({ res_id }) => res_id === order.id)
      .map((row) =>
        cells(`Order ${letter} to the vendor`, "→", row, row.state === "done" ? "sent" : undefined),
      ),
  );
}

function deliveryRows(delivery: Delivery, { inbound }: Found, { deliveries }: Played): string[][] {
  const { step } = delivery;
  const rowsOf = ({ traceId }: Delivery) => inbound.filter(({ trace_id }) => trace_id === traceId);
  const rows = rowsOf(delivery);
  if (rows.length > 0)
    return rows.map((row) => cells(step.what, "←", row, row.state === "done" ? "applied" : undefined));
  const first = "repeat" in step ? deliveries.find((one) => one.step.id === step.repeat) : undefined;
  const [known] = first ? rowsOf(first) : [];
  const what = wrap(step.what, WHAT_WIDTH).join("\n");
  if (!known) return [[what, "←", "", delivery.answer ?? "lost", "", "There is no exchange in Odoo."]];
  const came = "A duplicate: nothing happened.";
  // Over MLLP, a duplicate is acknowledged with AA, like every message that is safely stored.
  const state = delivery.answer === "AA" ? "duplicate" : (delivery.answer ?? "");
  return [[what, documentOf(known, "←"), known.document_number || "–", state, "–", came]];
}

function cells(
  what: string,
  arrow: string,
  row: ExchangeRow,
  state = STATE_WORDS[row.state] ?? row.state,
): string[] {
  return [
    wrap(what, WHAT_WIDTH).join("\n"),
    documentOf(row, arrow),
    row.document_number || "–",
    state,
    row.attempts > 0 ? String(row.attempts) : "–",
    outcomeOf(row),
  ];
}

const documentOf = ({ document_code }: ExchangeRow, arrow: string) =>
  `${arrow} ${document_code || "message"}`;

/**
 * Returns the title of the reason and its details or, if there is no reason, the partner's acknowledgement or the note about what
 * was done.
 */
function outcomeOf({ reason_code, reason, note, acknowledgement }: ExchangeRow): string {
  if (reason_code) {
    const [sentence, ...particulars] = (reason || "").split("\n");
    return `${titleOf(reason_code)}: ${particulars.join(" ") || sentence}`;
  }
  return acknowledgement === "none" ? note || "" : `Acknowledgement: ${acknowledgement.replaceAll("_", " ")}`;
}

const titleOf = (code: string) => (isReasonCode(code) ? reasons[code].title : code);

function totalLines(found: Found): string[] {
  const { sent, triggers, delivered, duplicates, received, applied, exceptions } = totalsOf(found);
  const retried = [...found.outbound, ...found.inbound, ...found.triggers].filter(
    ({ attempts }) => attempts > 1,
  ).length;
  const byReason = Map.groupBy(
    found.inbound.filter(({ reason_code }) => reason_code),
    ({ reason_code }) => titleOf(String(reason_code)),
  );
  const counts = [...byReason].map(([title, rows]) => `${title} ${rows.length}`);
  return [
    `Sent        ${sent} orders, ${triggers} billing triggers`,
    `Received    ${received} messages in ${delivered} deliveries, ${duplicates} of them a duplicate`,
    `Applied     ${applied}`,
    `Retried     ${retried}`,
    `Exceptions  ${exceptions}${counts.length > 0 ? `: ${counts.join(" · ")}` : ""}`,
  ];
}
