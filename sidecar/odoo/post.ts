import type { SecretSource } from "../security/changing-secret.ts";

export type OdooAccess = {
  readonly url: string;
  readonly database: string;
  readonly apiKey: SecretSource;
  readonly timeoutSeconds: number;
};

/**
 * Sends one request to Odoo's JSON-2 API, and returns the response regardless of its status. If Odoo refuses the key (401), the
 * key is read again; if it has been replaced meanwhile, the request is sent again with the new key. This is safe, because the
 * refused request had no effect.
 * @throws the errors of `fetch`
 */
export async function postToOdoo(access: OdooAccess, path: string, body: string): Promise<Response> {
  const key = await access.apiKey();
  const response = await post(access, path, body, key);
  if (response.status !== 401) return response;
  const current = await access.apiKey();
  if (current === key) return response;
  await response.body?.cancel();
  return post(access, path, body, current);
}

const post = (access: OdooAccess, path: string, body: string, key: string): Promise<Response> =>
  fetch(new URL(path, access.url), {
    method: "POST",
    redirect: "manual", // the key and the documents must go only to the configured address
    headers: {
      authorization: `bearer ${key}`,
      "content-type": "application/json",
      "x-odoo-database": access.database,
      "user-agent": "suture",
    },
    body,
    signal: AbortSignal.timeout(access.timeoutSeconds * 1000),
  });
