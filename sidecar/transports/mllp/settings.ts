import type { MllpTls } from "./handshakes.ts";

/** The settings of the MLLP listener. */
export type MllpSettings = {
  readonly host: string;
  /** 0 lets the operating system select a free port. */
  readonly port: number;
  /** The code of the connection whose messages arrive here. */
  readonly connection: string;
  readonly protection: { readonly tls: MllpTls } | { readonly plain: true };
  readonly requiresProxyHeader: boolean;
};
