import type { Router } from "express";

/** The methods and addresses of routers, as far as a request that matches no route needs them. */
export type KnownPaths = {
  /** Returns the methods that an address supports, in upper case and sorted; empty if there is no such address. */
  methodsOf(path: string): readonly string[];
  /**
   * Returns the method and the address, in OpenAPI's notation, of each route that lacks only its last parameter in this path: for
   * `/v1/edi`, this is `POST /v1/edi/{connection}`.
   */
  continuationsOf(path: string): readonly string[];
};

type KnownRoute = { readonly path: string; readonly pattern: RegExp; readonly methods: readonly string[] };

/** Reads the methods and addresses from the routes of these routers. */
export function knownPaths(routers: readonly Router[]): KnownPaths {
  const known = routers.flatMap(({ stack }) =>
    stack.flatMap(({ route }) => (route ? [knownRoute(route)] : [])),
  );
  return {
    methodsOf: (path) => {
      const matching = known.filter(({ pattern }) => pattern.test(path));
      return [...new Set(matching.flatMap(({ methods }) => methods))].sort();
    },
    continuationsOf: (path) => {
      const longer = `${path.replace(/\/$/, "")}/x`;
      return known
        .filter((one) => /:\w+$/.test(one.path) && one.pattern.test(longer))
        .flatMap((one) => `${one.methods[0]} ${one.path.replaceAll(/:(\w+)/g, "{$1}")}`);
    },
  };
}

function knownRoute(route: NonNullable<Router["stack"][number]["route"]>): KnownRoute {
  const methods = route.stack.map(({ method }) => method.toUpperCase());
  // Express answers HEAD with the route of GET, without the body.
  return {
    path: route.path,
    pattern: patternOf(route.path),
    methods: methods.includes("GET") ? [...methods, "HEAD"] : methods,
  };
}

/** Returns the pattern of a route's path: like Express, without regard to case and a slash at the end. */
function patternOf(path: string): RegExp {
  const literal = (part: string) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const parts = path.split("/").map((part) => (part.startsWith(":") ? "[^/]+" : literal(part)));
  return new RegExp(`^${parts.join("/")}/?$`, "i");
}
