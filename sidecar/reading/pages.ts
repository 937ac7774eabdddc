import { deserialize, serialize } from "node:v8";

/**
 * A part of a result that is transferred between two threads. Receiving ten megabytes of objects at once would block the
 * receiving thread for as long as decoding them. Therefore the lists in a result are sent in pages of about 256 KiB, and each
 * page is sent on request.
 */
export type Page = {
  /** The serialised members that are not lists. Present only on the first page. */
  readonly head?: Uint8Array;
  readonly items: readonly { readonly name: string; readonly value: Uint8Array }[];
  readonly more: boolean;
};
export type PageRequest<Task> = { readonly task: Task } | { readonly next: true };

const PAGE_BYTES = 256 * 1024;

/** Splits a plain object into pages. `next` creates and returns the next one. */
export function pagesOf(result: object): { next(): Page } {
  const lists = Object.entries(result).filter((entry): entry is [string, unknown[]] =>
    Array.isArray(entry[1]),
  );
  const rest = Object.entries(result).filter(([, value]) => !Array.isArray(value));
  let head: Uint8Array | null = serialize([Object.fromEntries(rest), lists.map(([name]) => name)]);
  let list = 0;
  let at = 0;
  return {
    next() {
      const items: { name: string; value: Uint8Array }[] = [];
      let size = 0;
      for (let current = lists[list]; current !== undefined && size < PAGE_BYTES; current = lists[list]) {
        const [name, values] = current;
        if (at === values.length) {
          list++;
          at = 0;
          continue;
        }
        const value = serialize(values[at++]);
        size += value.length;
        items.push({ name, value });
      }
      const first = head;
      head = null;
      return { ...(first && { head: first }), items, more: list < lists.length };
    },
  };
}

/**
 * Creates a collector that reassembles an object from its pages. `take` returns the complete object after the last page, and null
 * before.
 */
export function gatherPages<Result>(): { take(page: Page): Result | null } {
  let whole: Record<string, unknown> = {};
  return {
    take({ head, items, more }) {
      if (head) {
        const [rest, names] = deserialize(head) as [Record<string, unknown>, string[]];
        whole = { ...rest, ...Object.fromEntries(names.map((name) => [name, []])) };
      }
      for (const { name, value } of items) (whole[name] as unknown[]).push(deserialize(value));
      return more ? null : (whole as Result);
    },
  };
}
