import { pino } from "pino";

export type Logger = ReturnType<typeof createLogger>;

/**
 * JSON lines on stdout, one a step, with message id, exchange key and trace id where there are any. A payload is never
 * given to it; the names below are a second fence, for a field that gets there by mistake.
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
