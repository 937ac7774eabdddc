import { readFile } from "node:fs/promises";

/** Returns the current value of a secret. */
export type SecretSource = () => Promise<string>;

/**
 * Creates the source of a secret that can change without a restart. The secret is read from its file each time. While the file is
 * missing or its content is shorter than `minimumLength` characters (because it is being written), the last complete value is
 * used, which is initially `first`. If `file` is null, the secret is always `first`.
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
