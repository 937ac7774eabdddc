import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A function that returns the secrets that are valid for the signatures of a connection. There are several during a rotation. */
export type SecretsOf = (connection: string) => Promise<string[]>;

const NAME = /^[A-Za-z0-9_-]+$/;
const ABSENT = new Set(["ENOENT", "ENOTDIR"]);

/**
 * Creates the function that reads webhook secrets from a folder (`SUTURE_SECRETS_DIR`). The file `<connection>.webhook` contains
 * one secret per line. It is read each time, so that a secret can change without a restart. If there is no folder or no file, the
 * function returns an empty list. If the file cannot be read, it throws an error, whose text never contains a secret.
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
