/** A client of Odoo that acts as an ordinary user, over the same JSON-2 API that the sidecar uses. */
export type OdooClient = {
  call<T>(model: string, method: string, args?: Readonly<Record<string, unknown>>): Promise<T>;
  searchRead<T>(
    model: string,
    domain: readonly unknown[],
    fields: readonly string[],
    more?: Readonly<Record<string, unknown>>,
  ): Promise<T[]>;
};

export type OdooAccess = { readonly url: string; readonly database: string; readonly apiKey: string };

/** Creates a client. Its calls throw an error with Odoo's message and the HTTP status if they are refused. */
export function odooClient({ url, database, apiKey }: OdooAccess): OdooClient {
  const call = async <T>(
    model: string,
    method: string,
    args: Readonly<Record<string, unknown>> = {},
  ): Promise<T> => {
    const response = await fetch(`${url}/json/2/${model}/${method}`, {
      method: "POST",
      headers: {
        authorization: `bearer ${apiKey}`,
        "content-type": "application/json",
        "x-odoo-database": database,
      },
      body: JSON.stringify(args),
    });
    const answer: unknown = await response.json();
    if (!response.ok)
      throw new Error(`${model}.${method}: ${response.status} ${(answer as { message?: string }).message}`);
    return answer as T;
  };
  return {
    call,
    searchRead: (model, domain, fields, more = {}) => call(model, "search_read", { domain, fields, ...more }),
  };
}
