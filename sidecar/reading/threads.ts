import type { Cut } from "../engine/ports/reading.ts";
import type { Decoded } from "../formats/format.ts";
import { problemOf } from "../formats/mapping.ts";
import type { Addressee, Environment } from "../transports/mllp/answer.ts";
import { type Reading, unreadable } from "./reading.ts";
import { remoteCut, remoteDecode } from "./remote-streams.ts";
import { given, orLost, SMALL_BYTES } from "./task.ts";
import { say } from "./terms.ts";
import type { ThreadStart, ThreadTask } from "./thread.ts";
import { threadedShowing } from "./threaded-showing.ts";
import { createWorker, type TaskWorker, type WorkerLimits } from "./worker.ts";

const TOO_MUCH = say("too-demanding");

export type ThreadedReading = Reading & { close(): Promise<void> };

/**
 * Creates the operations that read small bodies in the calling thread and all others in separate threads, so that the event loop
 * is never blocked. There is one thread for the endpoints, where a sender waits for a response, and one for decoding, where a
 * task may use its full time limit.
 * @param script the module that the threads run; it composes the formats and calls `serveReading`
 */
export function threadedReading(
  direct: Reading,
  start: ThreadStart,
  limits: WorkerLimits,
  script: URL,
): ThreadedReading {
  const intakeThread = createWorker<ThreadTask>(script, start, limits);
  const decodeThread = createWorker<ThreadTask>(script, start, limits);
  return {
    cut: (body, contentType) =>
      body.length <= SMALL_BYTES
        ? direct.cut(body, contentType)
        : orLost(
            given(body, (copy, moved) =>
              intakeThread.run<Cut>({ what: "cut", body: copy, contentType }, moved),
            ),
            (): Cut => ({ format: null, parts: [unreadable(body, TOO_MUCH)] }),
          ),
    decode: (format, body, context) =>
      body.length <= SMALL_BYTES
        ? direct.decode(format, body, context)
        : orLost(
            given(body, (copy, moved) =>
              decodeThread.run<Decoded>({ what: "decode", format, body: copy, context }, moved),
            ),
            (): Decoded => ({
              documents: [],
              replies: [],
              problem: problemOf("LIMIT_EXCEEDED", "message", TOO_MUCH),
            }),
          ),
    addressees: (content, environment) =>
      content.length <= SMALL_BYTES
        ? direct.addressees(content, environment)
        : orLost(addresseesBy(intakeThread, content, environment), () => []),
    showing: threadedShowing(direct.showing, decodeThread),
    openCut: remoteCut(intakeThread),
    openDecode: remoteDecode(decodeThread),
    close: async () => {
      await Promise.all([intakeThread.close(), decodeThread.close()]);
    },
  };
}

async function addresseesBy(
  intakeThread: TaskWorker<ThreadTask>,
  content: Uint8Array,
  environment: Environment,
): Promise<Addressee[]> {
  const { addressees } = await given(content, (copy, moved) =>
    intakeThread.run<{ addressees: Addressee[] }>({ what: "addressees", body: copy, environment }, moved),
  );
  return addressees;
}
