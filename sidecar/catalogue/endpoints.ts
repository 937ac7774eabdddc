import { connectionKinds } from "../documents/connection-profile.ts";
import type { EndpointDeclaration } from "../transports/transport.ts";

/** Returns the catalogue entry of an endpoint, with its address for each kind of connection that may use it. */
export function endpointEntry({ code, label, help, everyFormat, proof, address }: EndpointDeclaration) {
  const addresses = connectionKinds.flatMap((kind) => {
    const text = address(kind);
    return text === null ? [] : [[kind, text] as const];
  });
  return {
    code,
    label,
    help: help ?? null,
    every_format: everyFormat,
    proof,
    addresses: Object.fromEntries(addresses),
  };
}
