import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Router } from "express";

const sidecar = join(import.meta.dirname, "../../../sidecar");

/** Stands for the arguments of a function that creates routes. Before a request, only their sizes are read. */
export const anything: unknown = new Proxy(() => anything, {
  get: (_target, name) => (String(name).endsWith("Bytes") ? 1024 : anything),
});

export type FoundRoute = { readonly method: string; readonly path: string };

/** Returns every function of the sidecar that creates routes, by its name: `…Routes`, exported from a file of `api/` or `transports/`. */
export async function routeMakers(): Promise<Map<string, (parts: unknown) => Router>> {
  const found = new Map<string, (parts: unknown) => Router>();
  for (const file of globSync("{api,transports}/**/*.ts", { cwd: sidecar })) {
    if (!/\bexport (async )?function \w+Routes\b|\bexport const \w+Routes\b/.test(textOf(file))) continue;
    const module: Record<string, unknown> = await import(pathToFileURL(join(sidecar, file)).href);
    for (const [name, value] of Object.entries(module))
      if (name.endsWith("Routes") && typeof value === "function") found.set(name, value as () => Router);
  }
  return found;
}

/** Returns the routes that such a function creates, in OpenAPI's notation. */
export function routesOf(make: (parts: unknown) => Router): FoundRoute[] {
  return make(anything).stack.flatMap(({ route }) => {
    const methods = Object.keys((route as { methods?: object } | undefined)?.methods ?? {});
    const path = String(route?.path).replaceAll(/:(\w+)/g, "{$1}");
    return methods.map((method) => ({ method, path }));
  });
}

export const textOf = (file: string): string => readFileSync(join(sidecar, file), "utf8");

/** Returns the files of a room that contain a text. */
export const filesWith = (room: string, pattern: RegExp): string[] =>
  globSync(`${room}/**/*.ts`, { cwd: sidecar }).filter((file) => pattern.test(textOf(file)));
