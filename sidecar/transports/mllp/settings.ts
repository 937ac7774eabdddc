import type { MllpTls } from "./handshakes.ts";

/** The settings of the MLLP listener. */
export type MllpSettings = {
  readonly host: string;
  /** 0 selects a free port. */
  readonly port: number;
  /** Code of the connection whose messages arrive here. */
  readonly connection: string;
  readonly protection: { readonly tls: MllpTls } | { readonly plain: true };
  readonly requiresProxyHeader: boolean;
};
