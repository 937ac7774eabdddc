/** The address of the sidecar, and the token with which operators access it. */
export type SidecarAccess = { readonly url: string; readonly operatorToken: string };

export type Answer<T = unknown> = { readonly status: number; readonly body: T };
/** The body of a response that accepts messages. */
export type Taken = {
  readonly messages: readonly { readonly id: string; readonly status: string; readonly location: string }[];
};

export type MessageView = {
  readonly id: string;
  readonly status: string;
  readonly deliveries: number;
  readonly documents: readonly {
    readonly id: string;
    readonly code: string | null;
    readonly state: string;
    readonly number: string | null;
    readonly reasonCode: string | null;
    readonly reason: string | null;
    readonly nextAttemptAt: string | null;
    readonly odoo: readonly { readonly model: string; readonly id: number; readonly url: string }[];
  }[];
  readonly acknowledgements: readonly { readonly code: string; readonly state: string }[];
};

export type SidecarClient = {
  /** Posts an X12 interchange as the partner of a connection does. */
  post(
    connection: string,
    key: string,
    body: string | Uint8Array,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer<Taken>>;
  message(id: string): Promise<MessageView>;
  acknowledgement(id: string): Promise<Answer<string>>;
  operator<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer<T>>;
};

export function sidecarClient({ url, operatorToken }: SidecarAccess): SidecarClient {
  const operator = async <T>(method: "GET" | "POST", path: string, body?: unknown): Promise<Answer<T>> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as T };
  };
  return {
    operator,
    post: async (connection, key, body, headers = {}) => {
      const response = await fetch(`${url}/v1/edi/${connection}`, {
        method: "POST",
        headers: { "x-api-key": key, "content-type": "application/edi-x12", ...headers },
        body: typeof body === "string" ? body : new Uint8Array(body),
      });
      return { status: response.status, body: (await response.json()) as Taken };
    },
    message: async (id) => (await operator<MessageView>("GET", `/v1/messages/${id}`)).body,
    acknowledgement: async (id) => {
      const response = await fetch(`${url}/v1/messages/${id}/acknowledgement`, {
        headers: { authorization: `Bearer ${operatorToken}` },
      });
      return { status: response.status, body: await response.text() };
    },
  };
}
