import type { MllpTls } from "./handshakes.ts";

/** The settings of the MLLP listener. */
export type MllpSettings = {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Code of the connection whose messages arrive here. */
  readonly connection: string;
  readonly protection: { readonly tls: MllpTls } | { readonly plain: true };
  readonly requiresProxyHeader: boolean;
};
