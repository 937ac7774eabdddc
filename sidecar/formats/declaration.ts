import type { z } from "zod";
import type { ConnectionKind } from "../documents/connection-profile.ts";
import type { DocumentType } from "../documents/document.ts";
import type { PartyIdentifiers } from "./identifiers.ts";

/** A version of a format that can be selected on a connection: its code in messages, and its label in Odoo's form. */
export type FormatVersion = { readonly code: string; readonly label: string };

/**
 * A rule that involves several settings of a format. With `differ`, the values at two paths must differ. With `when`, the format
 * version must begin with `versionStarts` if the setting at `when.path` equals `when.equals`. Odoo checks the rule when the
 * settings are entered, and the sidecar when it loads the connection. `message` is a complete English sentence; `{value}` is
 * replaced with the value at the first path and `{version}` with the format version.
 */
export type SettingRule = { readonly message: string } & (
  | { readonly differ: readonly [path: string, other: string] }
  | { readonly when: { readonly path: string; readonly equals: string }; readonly versionStarts: string }
);

/** A kind of message that contains a document of a type. `name` is its name in the standard, such as "855" or "ADT^A03". */
export type MessageKind = {
  readonly name: string;
  readonly documentType: DocumentType;
  readonly direction: "in" | "out";
};

/** The description of a message for systems that publish it to the broker. */
export type PublishedMessage = {
  readonly title?: string;
  readonly summary?: string;
  /** The content: a description, or the schema of its JSON with the name under which the document lists it. */
  readonly content?: string | { readonly name: string; readonly schema: z.ZodType };
};

/**
 * The declaration of a format. From it are generated the documentation and the catalogue, with which Odoo builds the form of a
 * connection and validates the connection.
 */
export type FormatDeclaration = {
  readonly code: string;
  /** The display name of the format. */
  readonly label: string;
  /** The media types of its messages. The first one is used for outgoing messages. */
  readonly mediaTypes: readonly string[];
  /**
   * The kinds of connection that can select the format. If empty, no connection can select the format, because an endpoint
   * implies it.
   */
  readonly kinds: "all" | readonly ConnectionKind[];
  /** The versions to choose from, in the order in which Odoo's form lists them. */
  readonly versions: readonly FormatVersion[];
  readonly defaultVersion: string;
  /**
   * The regular expression that a version must match. Present if more versions are accepted than listed, such as versions with an
   * industry suffix.
   */
  readonly versionPattern?: string;
  readonly reads: readonly DocumentType[];
  readonly writes: readonly DocumentType[];
  /** The messages of the format that contain documents of each type, for the documentation of the flows. */
  readonly messages: readonly MessageKind[];
  /** The schema of the format options: a strict object in which each setting has a title in its `.meta()`. */
  readonly options: z.ZodType;
  readonly rules: readonly SettingRule[];
  /** The identifiers of the parties on envelopes. Absent if the messages do not identify the parties. */
  readonly identifiers?: PartyIdentifiers;
  /**
   * The codes of the endpoints that accept this format, in addition to the endpoints that accept every format; see
   * `EndpointDeclaration` of the transports.
   */
  readonly endpoints?: readonly string[];
  /** The last word of the routing key with which its messages are published to the broker. If absent, it is "document". */
  readonly topic?: string;
  /** Describes a message of the format in the AsyncAPI document. Parts that are absent are derived from the declaration. */
  readonly published?: PublishedMessage;
  /** True if functional acknowledgements are usual in this format, so that Odoo switches them on for new connections. */
  readonly acknowledges?: true;
};
