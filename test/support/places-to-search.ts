import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Returns the text of all files in these folders and their subfolders, each after its path. Used to search logs, attachments and
 * files sent to a partner.
 */
export function filesBelow(...folders: readonly string[]): string {
  return folders
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((name) => join(folder, name))
        .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile())
        .map((path) => `${path}\n${readFileSync(path, "latin1")}`),
    )
    .join("\n");
}
