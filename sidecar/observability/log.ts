import { pino } from "pino";

export type Logger = ReturnType<typeof createLogger>;

/**
 * Creates the logger: JSON lines on stdout, one for each step, with message ID, exchange key and trace ID where
 * available. Payloads are never logged; the names below are a second safeguard, for a field that is logged by
 * mistake.
 */
export function createLogger(level: string) {
  return pino({
    level,
    base: { service: "suture" },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        "body",
        "payload",
        "input",
        "authorization",
        "apiKey",
        "*.body",
        "*.payload",
        "*.input",
        "*.authorization",
        "*.apiKey",
      ],
      censor: "[removed]",
    },
  });
}
