import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach } from "vitest";

export type ReceivedMail = { readonly from: string; readonly to: readonly string[]; readonly text: string };
export type MailServer = { readonly url: string; readonly received: readonly ReceivedMail[] };
type Behaviour = {
  /** The status code with which the server refuses the message. If absent, it accepts it. */
  readonly refuses?: number;
  readonly words?: string;
  readonly login?: { readonly user: string; readonly password: string };
  /** If true, the server receives the message and never responds. */
  readonly silent?: boolean;
  readonly onMail?: () => void;
};

/** Returns a function that starts a real SMTP server on a free local port. The servers are stopped after each test. */
export function useMailServers(): (behaviour?: Behaviour) => Promise<MailServer> {
  const running: SMTPServer[] = [];
  afterEach(async () => {
    for (const server of running.splice(0)) await new Promise<void>((resolve) => server.close(resolve));
  });
  return async (behaviour = {}) => {
    const received: ReceivedMail[] = [];
    const server = createServer(behaviour, received);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    running.push(server);
    const { port } = server.server.address() as AddressInfo;
    return { url: `smtp://127.0.0.1:${port}`, received };
  };
}

function createServer(behaviour: Behaviour, received: ReceivedMail[]): SMTPServer {
  const { login } = behaviour;
  return new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    authOptional: login === undefined,
    closeTimeout: 50,
    onAuth: ({ username, password }, _session, done) => {
      if (username === login?.user && password === login?.password) done(null, { user: username });
      else done(new Error("Invalid username or password"));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        behaviour.onMail?.();
        if (behaviour.silent) return;
        if (behaviour.refuses)
          return done(Object.assign(new Error(behaviour.words), { responseCode: behaviour.refuses }));
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString("utf8"),
        });
        done();
      });
    },
  });
}
