import type { z } from "zod";
import type { ConnectionKind } from "../documents/connection-profile.ts";
import type { DocumentType } from "../documents/document.ts";
import type { PartyIdentifiers } from "./identifiers.ts";

/** A version of a format that a connection can choose. */
export type FormatVersion = { readonly code: string; readonly label: string };

/**
 * A rule across the settings of a format, checked in Odoo when they are entered and by the sidecar when a connection is
 * configured. `message` is a whole English sentence; `{value}` stands for the value at the first path, `{version}` for the
 * format's version.
 */
export type SettingRule = { readonly message: string } & (
  | { readonly differ: readonly [path: string, other: string] }
  | { readonly when: { readonly path: string; readonly equals: string }; readonly versionStarts: string }
);

/** A kind of message that carries a document, as its standard calls it: "855", "ADT^A03". */
export type MessageKind = {
  readonly name: string;
  readonly documentType: DocumentType;
  readonly direction: "in" | "out";
};

/** What a format declares about itself. Odoo's form, its validation and its documentation are generated from it. */
export type FormatDeclaration = {
  readonly code: string;
  /** The format's name, as a person reads it. */
  readonly label: string;
  /** Media types of its messages; the first one is that of what we send. */
  readonly mediaTypes: readonly string[];
  /** The kinds of connection that can choose it. An empty list: no connection chooses it, a transport implies it. */
  readonly kinds: "all" | readonly ConnectionKind[];
  /** Versions to choose from; the form offers them in this order. */
  readonly versions: readonly FormatVersion[];
  readonly defaultVersion: string;
  /** The pattern of every accepted version, if it is more than the list: with an industry's suffix, for example. */
  readonly versionPattern?: string;
  readonly reads: readonly DocumentType[];
  readonly writes: readonly DocumentType[];
  /** What carries its documents, for the documentation of the flows. */
  readonly messages: readonly MessageKind[];
  /** A strict object. Every setting carries a title in its `.meta()`. */
  readonly options: z.ZodType;
  readonly rules: readonly SettingRule[];
  /** How its messages name the parties; left out: they do not. */
  readonly identifiers?: PartyIdentifiers;
  /** Codes of endpoints that accept it beside those that accept every format; see `EndpointDeclaration` of the transports. */
  readonly endpoints?: readonly string[];
  /** The last word of the routing key under which its messages are published to the broker; left out: "document". */
  readonly topic?: string;
  /** Partners usually exchange functional acknowledgements: a new connection has them switched on. */
  readonly acknowledges?: true;
};
