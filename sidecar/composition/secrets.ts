import type { MakeKey, PartnerKeyJournal } from "../engine/ports/partner-keys.ts";
import type { Log } from "../engine/ports/runtime.ts";
import { envelopeFor } from "../security/envelope.ts";
import { beginningOf, digestOf, newApiKey, newWebhookSecret } from "../security/keys.ts";
import { type SecretsOf, webhookSecretsIn } from "../security/secret-files.ts";
import { createVault, type Vault, vaultKeysIn } from "../security/vault.ts";

/** Creates the vault with the keys in `SUTURE_SECRET_KEY`, or returns null if it is not set. */
export const openVault = (keys: string | undefined): Vault | null =>
  keys === undefined ? null : createVault(vaultKeysIn(keys));

/** A webhook secret opens only as the secret of its connection. */
const contextOf = (connection: string): string => `webhook secret of ${connection}`;

/** Creates the function that makes keys for partners. Without a vault, it makes API keys only. */
export function keyMaker(vault: Vault | null): MakeKey {
  return (kind, { connection, publicKey, request }) => {
    if (kind === "webhook-secret" && vault === null) return { fault: "no-vault" };
    const text = kind === "api-key" ? newApiKey() : newWebhookSecret();
    const envelope = envelopeFor(publicKey, text, request);
    if (envelope === null) return { fault: "bad-public-key" };
    const sealed = kind === "webhook-secret" && vault ? vault.seal(text, contextOf(connection)) : null;
    return { beginning: beginningOf(text), digest: digestOf(text), sealed, envelope };
  };
}

/** Creates the function that returns the webhook secrets of a connection: those in files, and those in the journal. */
export function webhookSecrets(
  folder: string | null,
  journal: Pick<PartnerKeyJournal, "sealedSecrets">,
  vault: Vault | null,
): SecretsOf {
  const inFiles = webhookSecretsIn(folder);
  return async (connection) => {
    const [files, stored] = await Promise.all([inFiles(connection), journal.sealedSecrets(connection)]);
    const opened = stored.map((sealed) => vault?.open(sealed, contextOf(connection)) ?? null);
    return [...files, ...opened.filter((secret) => secret !== null)];
  };
}

/**
 * Encrypts the stored webhook secrets with the current key of the vault, so that an earlier key can be removed from the
 * environment. Logs how many secrets cannot be decrypted: their senders are refused until the missing key is back, or the secrets
 * are replaced.
 */
export async function renewSecrets(
  journal: Pick<PartnerKeyJournal, "resealSecrets">,
  vault: Vault | null,
  log: Log,
): Promise<void> {
  let unreadable = 0;
  const renewed = await journal.resealSecrets((sealed, connection) => {
    const secret = vault?.open(sealed, contextOf(connection)) ?? null;
    if (secret === null) unreadable++;
    return secret === null || vault === null || vault.isCurrent(sealed)
      ? null
      : vault.seal(secret, contextOf(connection));
  });
  if (renewed > 0) log.info({ renewed }, "webhook secrets were encrypted with the current key");
  if (unreadable > 0)
    log.error({ unreadable }, "webhook secrets cannot be decrypted: SUTURE_SECRET_KEY lacks their key");
}
