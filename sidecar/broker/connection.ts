import { type ChannelModel, connect, type RecoveringChannelModel } from "amqplib";
import type { Log } from "../engine/ports/runtime.ts";

/**
 * Opens a connection to RabbitMQ that reconnects automatically. `setup` must create the channels and is called after each
 * connect. `noDelay` is set because, without it, a single publisher confirm from a quorum queue takes 44 ms instead of 0.6 ms.
 */
export function openConnection(
  url: string,
  name: string,
  log: Log,
  setup: (model: ChannelModel) => Promise<void>,
): Promise<RecoveringChannelModel> {
  return connect(url, {
    noDelay: true,
    clientProperties: { connection_name: `suture ${name}` },
    recovery: {
      waitForConnect: false,
      initialDelay: 200,
      maxDelay: 3000,
      jitter: 0.5,
      setup: async (model: ChannelModel) => {
        // The library reports a lost connection twice, as "error" and as "close". The first event is only logged.
        model.on("error", (error) =>
          log.debug({ error: error.message, connection: name }, "broker connection error"),
        );
        await setup(model);
      },
    },
  }).then((connection) => {
    connection.on("connect", () => log.info({ connection: name }, "broker connected"));
    connection.on("disconnect", (error) =>
      log.warn({ connection: name, error: error.message }, "broker lost"),
    );
    connection.on("connect-failed", (error) =>
      log.warn({ connection: name, error: error.message || error.name }, "broker unreachable"),
    );
    connection.on("error", (error: Error) =>
      log.debug({ connection: name, error: error.message }, "broker error"),
    );
    return connection;
  });
}

/**
 * Closes the connection if a channel on it closes, so that the automatic reconnect creates everything on it again. Does nothing
 * while the sidecar is stopping.
 */
export function reconnectWhenClosed(
  model: ChannelModel,
  channel: { on(event: "close" | "error", listener: (error?: Error) => void): unknown },
  log: Log,
  stopping: () => boolean = () => false,
): void {
  channel.on("error", (error) => log.warn({ error: error?.message }, "broker channel error"));
  channel.on("close", () => {
    if (!stopping()) void model.close().catch(() => {});
  });
}
