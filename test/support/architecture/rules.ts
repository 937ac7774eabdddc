import type { Import } from "./imports.ts";

/**
 * For each room, what it may import in addition to its own modules: rooms, single files, and packages ("node:" stands for all
 * built-in modules of Node.js). The prefix "type " allows only types to be imported. A room is a folder or a file. A file belongs
 * to the deepest room that contains it.
 */
export type Rooms = Readonly<Record<string, readonly string[]>>;

/**
 * The room of all files named `terms.ts`. They contain texts next to the code that uses them, and import only the declaration of
 * terms.
 */
export const TERMS = "*/terms.ts";

/** Returns the room to which a file of the sidecar belongs, or null if it belongs to none. */
export function roomOf(rooms: Rooms, file: string): string | null {
  return !(file in rooms) && file.endsWith("/terms.ts") ? TERMS : folderRoomOf(rooms, file);
}

function folderRoomOf(rooms: Rooms, file: string): string | null {
  const holding = Object.keys(rooms).filter((room) => file === room || file.startsWith(`${room}/`));
  return holding.toSorted((one, other) => other.length - one.length)[0] ?? null;
}

const isFile = (what: string): boolean => what.endsWith(".ts");

export function isAllowed(rooms: Rooms, { from, what, typeOnly }: Import): boolean {
  const room = roomOf(rooms, from);
  if (room === null) return false;
  const target = isFile(what) ? roomOf(rooms, what) : packageOf(what);
  if (target === room) return true;
  // If a room may be imported, its file with texts may be imported too.
  const home = target === TERMS ? folderRoomOf(rooms, what) : null;
  if (home === room) return true;
  return (rooms[room] ?? []).some((entry) => {
    const [only, name] = entry.startsWith("type ") ? [true, entry.slice(5)] : [false, entry];
    return (name === what || name === target || (home !== null && name === home)) && (typeOnly || !only);
  });
}

/** Returns "node:" for a built-in module of Node.js, otherwise the name of the package, without a path inside the package. */
function packageOf(what: string): string {
  if (what.startsWith("node:")) return "node:";
  return what
    .split("/")
    .slice(0, what.startsWith("@") ? 2 : 1)
    .join("/");
}

/** Returns a sentence for each import that the rules of the rooms forbid. */
export const forbidden = (rooms: Rooms, imports: readonly Import[]): string[] =>
  imports.filter((each) => !isAllowed(rooms, each)).map(({ from, what }) => `${from} imports ${what}`);

/** Returns the cycles in a directed graph: the sorted nodes of each group of nodes that can all reach each other. */
export function circlesIn(arrows: readonly (readonly [from: string, to: string])[]): string[][] {
  const next = new Map<string, string[]>();
  for (const [from, to] of arrows) next.set(from, [...(next.get(from) ?? []), to]);
  const reach = new Map([...next.keys()].map((node) => [node, reachable(next, node)]));
  const circles = new Map<string, string[]>();
  for (const [node, reached] of reach) {
    if (!reached.has(node)) continue;
    const circle = [...reached].filter((other) => reach.get(other)?.has(node)).toSorted();
    circles.set(circle.join(), circle);
  }
  return [...circles.values()].toSorted((one, other) => (one.join() < other.join() ? -1 : 1));
}

function reachable(next: ReadonlyMap<string, readonly string[]>, from: string): Set<string> {
  const reached = new Set<string>();
  const open = [...(next.get(from) ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    open.push(...(next.get(node) ?? []));
  }
  return reached;
}

/** Returns the cycles of files that import each other. Imports of types count too. */
export const circlesOfFiles = (imports: readonly Import[]): string[][] =>
  circlesIn(imports.filter(({ what }) => isFile(what)).map(({ from, what }) => [from, what] as const));

/** Returns the cycles of rooms that may import each other. A room inside another room counts as a separate room. */
export function circlesOfRooms(rooms: Rooms): string[][] {
  const arrows = Object.entries(rooms).flatMap(([room, entries]) =>
    entries
      .map((entry) => entry.replace(/^type /, ""))
      .map((name) => (isFile(name) ? (roomOf(rooms, name) ?? name) : name))
      .filter((name) => name in rooms && name !== room)
      .map((name) => [room, name] as const),
  );
  return circlesIn(arrows);
}
