/** A message of an AsyncAPI channel: its names, its headers and its content. */
export type ChannelMessage = {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly contentType: string;
  readonly headers?: {
    readonly type: "object";
    readonly properties: Readonly<Record<string, { readonly description: string }>>;
  };
  readonly payload: object;
  readonly examples?: readonly { readonly payload: unknown }[];
};
