/** The description of a message in an AsyncAPI channel: its names, its headers and the schema of its content. */
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
