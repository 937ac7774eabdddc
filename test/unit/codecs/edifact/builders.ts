import { readEdifact } from "../../../../sidecar/codecs/edifact/read.ts";
import type { EdifactInterchange, EdifactMessage } from "../../../../sidecar/codecs/edifact/types.ts";
import type { OutgoingInterchange, OutgoingSegment } from "../../../../sidecar/codecs/edifact/write.ts";

/** The segments of a sound ORDERS between UNH and UNT, without terminators. */
export const ORDER_LINES = [
  "BGM+220+128576+9",
  "DTM+137:20261201:102",
  "FTX+PUR+3++Please ?'quote?' A?+B ??",
  "NAD+BY+5412345000013::9",
  "NAD+SU+4012345500004::9",
  "LIN+1++5410738000152:EN",
  "PIA+1+HM-1:SA",
  "QTY+21:48.5:PCE",
  "PRI+AAA:12.50",
  "UNS+S",
  "CNT+2:1",
];

export type Parts = {
  una?: string;
  syntax?: string;
  control?: string;
  trailer?: string;
  after?: string;
  messages?: string[];
};

/** Returns a message with its UNH and a counted UNT. */
export function message(lines: readonly string[], control = "ME1", type = "ORDERS:D:96A:UN:EAN008"): string {
  return [`UNH+${control}+${type}`, ...lines, `UNT+${lines.length + 2}+${control}`].join("'");
}

/** Returns an interchange with one sound order, unless the parts say otherwise. */
export function interchange(parts: Parts = {}): string {
  const {
    una = "",
    syntax = "UNOC:3",
    control = "REF1",
    after = "",
    messages = [message(ORDER_LINES)],
  } = parts;
  const { trailer = `UNZ+${messages.length}+${control}` } = parts;
  const unb = `UNB+${syntax}+5412345000013:14+4012345500004:14+261201:0700+${control}${after}`;
  return `${una}${[unb, ...messages, trailer].join("'")}'`;
}

export function read(text: string): EdifactInterchange[] {
  return readEdifact(Buffer.from(text, "latin1"));
}

export function only(text: string): EdifactInterchange {
  const [found] = read(text);
  if (found === undefined) throw new Error("There is no interchange.");
  return found;
}

export function firstMessage(text: string): EdifactMessage {
  const { messages, groups } = only(text);
  const found = messages[0] ?? groups[0]?.messages[0];
  if (found === undefined) throw new Error("There is no message.");
  return found;
}

export const codesOf = ({ issues }: { issues: readonly { code: string; ack: string }[] }): string[] =>
  issues.map(({ code, ack }) => `${code} ${ack}`);

export const ORDER_SEGMENTS: readonly OutgoingSegment[] = [
  ["BGM", ["220"], "128576", "9"],
  ["DTM", ["137", "20261201", "102"]],
  ["FTX", "PUR", "3", "", ["Please 'quote' A+B ?"]],
  ["NAD", "BY", ["5412345000013", "", "9"]],
  ["LIN", "1", "", ["5410738000152", "EN"]],
  ["QTY", ["21", "48.5", "PCE"]],
  ["PRI", ["AAA", "12.50"]],
  ["UNS", "S"],
];

/** Returns an interchange to write, with one order. */
export function outgoing(changes: Partial<OutgoingInterchange> = {}): OutgoingInterchange {
  return {
    syntax: "UNOC",
    syntaxVersion: "3",
    sender: { id: "5412345000013", qualifier: "14" },
    receiver: { id: "4012345500004", qualifier: "14" },
    control: "REF1",
    date: "2026-12-01T07:00:00Z",
    messages: [
      {
        code: "ORDERS",
        version: "D",
        release: "96A",
        agency: "UN",
        association: "EAN008",
        control: "ME1",
        segments: ORDER_SEGMENTS,
      },
    ],
    ...changes,
  };
}
