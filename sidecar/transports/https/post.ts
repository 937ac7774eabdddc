import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { LookupFunction } from "node:net";

/** The relevant parts of an HTTP response. Its body is ignored. */
export type Answer = { readonly status: number; readonly retryAfter: string | null };

export type Post = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly lookup: LookupFunction;
  readonly timeoutSeconds: number;
  readonly signal: AbortSignal;
};

/**
 * The error for a request without a response. `sent` is true if a connection was established, so that the partner may have
 * received the data. `late` is true if the time limit was reached.
 */
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
 * Posts bytes over a new connection and resolves to the response, whatever its status. Redirects are not followed. `node:http` is
 * used because `fetch` cannot restrict the addresses to which a host name resolves.
 * @throws NoAnswer if no response was received
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
