import { connect, type Socket } from "node:net";
import { eventually } from "../../../../dev/clients/eventually.ts";
import { segment, value } from "../../../../sidecar/codecs/hl7v2/navigate.ts";
import { readHl7 } from "../../../../sidecar/codecs/hl7v2/read.ts";

/** The EHR's side of a socket: writes bytes, and splits the responses without the sidecar's code. */
export type Client = {
  readonly socket: Socket;
  write(bytes: string | Uint8Array): void;
  /** Resolves to the contents of the received frames once there are this many. */
  answers(count: number): Promise<string[]>;
  /** Returns all bytes received. */
  received(): string;
  /** Resolves when the sidecar has closed the socket. */
  readonly closed: Promise<void>;
};

export const framed = (content: string): string => `\x0b${content}\x1c\r`;

export function clientOn(socket: Socket): Client {
  let received = "";
  socket.on("data", (bytes: Buffer) => {
    received += bytes.toString("utf8");
  });
  socket.on("error", () => undefined);
  // Strict: ignores a response that is not framed exactly.
  const contents = () =>
    received
      .split("\x1c\r")
      .slice(0, -1)
      .map((frame) => (frame.startsWith("\x0b") ? frame.slice(1) : `unframed ${frame}`));
  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    answers: (count) =>
      eventually(
        () => `${count} answers, there are ${contents().length}`,
        () => (contents().length >= count ? contents() : null),
        20,
        5,
      ),
    received: () => received,
    closed: new Promise((resolve) => socket.once("close", () => resolve())),
  };
}

export const client = (port: number): Client => clientOn(connect(port, "127.0.0.1"));

/** Returns MSA-1 and MSA-2 of each message in a response. */
export function answerCodes(answer: string): string {
  return readHl7(Buffer.from(answer))
    .messages.map(({ message }) => {
      const msa = message ? segment(message, "MSA") : undefined;
      return `${value(msa, 1) ?? ""} ${value(msa, 2) ?? ""}`.trim();
    })
    .join(", ");
}
