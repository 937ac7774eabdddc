import { readFile } from "node:fs/promises";

/** Gives a secret as it is now. */
export type SecretSource = () => Promise<string>;

/**
 * A secret that is changed without a restart: read anew from its file each time, as `webhookSecretsIn` reads those of partners.
 * While the file is away, or holds less than a secret (it is just being written), the last one that was whole stands.
 * Without a file it is `first` for ever.
 */
export function changingSecret(first: string, file: string | null, minimumLength: number): SecretSource {
  if (file === null) return async () => first;
  let last = first;
  return async () => {
    const text = (await readFile(file, "utf8").catch(() => "")).trim();
    if (text.length >= minimumLength) last = text;
    return last;
  };
}
