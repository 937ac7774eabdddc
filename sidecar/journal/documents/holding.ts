import { STANDS_ASIDE } from "../../engine/model/standing-aside.ts";
import { among } from "./among.ts";

/**
 * Returns the SQL condition that a document holds the later documents of its aggregate: it is unfinished, and does not stand aside
 * while it waits (see `standsAside`).
 * @param alias the alias of the table `document`
 */
export function holds(alias: string): string {
  return `${alias}.done_at is null and ${alias}.state <> 'dismissed' and not (${standsAsideIn(alias)})`;
}

/** Returns the SQL condition that a document stands aside. */
export function standsAsideIn(alias: string): string {
  return `${alias}.state = 'waiting' and coalesce(${alias}.reason_code, '') in (${among(STANDS_ASIDE)})`;
}
