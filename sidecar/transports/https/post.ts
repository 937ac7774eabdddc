import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { LookupFunction } from "node:net";

/** What came back: the rest of an answer is of no use to us. */
export type Answer = { readonly status: number; readonly retryAfter: string | null };

export type Post = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly lookup: LookupFunction;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
};

/** Why no answer came. `sent`: a connection stood, so the other side may have what was sent. */
export class NoAnswer extends Error {
  readonly sent: boolean;
  readonly late: boolean;
  constructor(sent: boolean, late: boolean, cause: unknown) {
    super("no answer came", { cause });
    this.sent = sent;
    this.late = late;
  }
}

/**
 * Posts bytes over a connection of its own; a redirect is an answer like any other. It uses `node:http` because `fetch` cannot be
 * told which addresses of a name may be called.
 * @throws NoAnswer
 */
export function post(url: URL, { headers, body, lookup, timeoutSeconds, signal }: Post): Promise<Answer> {
  const isSecure = url.protocol === "https:";
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  let stands = false;
  return new Promise((resolve, reject) => {
    const request = (isSecure ? secureRequest : plainRequest)(url, {
      method: "POST",
      agent: false,
      lookup,
      headers: { accept: "*/*", "user-agent": "suture", ...headers },
      signal: AbortSignal.any([timeout, signal]),
    });
    request.once("socket", (socket) =>
      socket.once(isSecure ? "secureConnect" : "connect", () => {
        stands = true;
      }),
    );
    request.once("response", (response) => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers["retry-after"] ?? null });
      response.on("error", () => {}).destroy();
    });
    request.on("error", (error) => reject(new NoAnswer(stands, timeout.aborted, error)));
    request.end(body);
  });
}
