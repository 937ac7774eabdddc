import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Gives the secrets with which a connection's sender may sign; several while it changes over to a new one. */
export type SecretsOf = (connection: string) => Promise<string[]>;

const NAME = /^[A-Za-z0-9_-]+$/;
const ABSENT = new Set(["ENOENT", "ENOTDIR"]);

/**
 * Secrets as files of a folder (`SUTURE_SECRETS_DIR`): `<connection>.webhook`, one secret a line. Read anew each time, so
 * that a key is changed without a restart. No folder or no file means no secrets; a file that is there but cannot be
 * read is an error, which never holds a secret.
 */
export function webhookSecretsIn(folder: string | null): SecretsOf {
  return async (connection) => {
    if (folder === null || !NAME.test(connection)) return [];
    const text = await contentOf(join(folder, `${connection}.webhook`), connection);
    return text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== "");
  };
}

async function contentOf(file: string, connection: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    if (ABSENT.has(code)) return "";
    throw new Error(
      `The webhook secrets of connection ${connection} cannot be read (${code}). Check the file's owner and mode.`,
    );
  }
}
