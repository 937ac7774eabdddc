import type { Log } from "../../sidecar/engine/ports/runtime.ts";

export type LogEntry = { readonly level: keyof Log; readonly fields: object; readonly message: string };
export type RecordedLog = Log & { readonly entries: LogEntry[] };

/** Creates a log that records its messages. */
export function recordedLog(): RecordedLog {
  const entries: LogEntry[] = [];
  const at = (level: keyof Log) => (fields: object, message: string) => {
    entries.push({ level, fields, message });
  };
  return { entries, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
