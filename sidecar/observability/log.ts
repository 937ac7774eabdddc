import { pino } from "pino";

export type Logger = ReturnType<typeof createLogger>;

/**
 * Creates the logger, which writes JSON lines to stdout: one for each step, with the message ID, exchange key,
 * document number and trace ID, if they exist. The content of messages must never be logged. If it is logged by mistake in one of the fields listed below, it is
 * removed.
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
