import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * PostgreSQL may evaluate `in (select … limit n for update skip locked)` once for each row of the outer table. Each
 * evaluation skips the rows that the statement has changed already and locks the next ones, so that the limit is not
 * kept. `= any(array(…))` is evaluated once.
 */
const NOT_EVALUATED_ONCE = /\bin\s*\(\s*select\b(?:(?!\bany\b)[^;])*?\blimit\b[^;]*?skip\s+locked/iu;

const SOURCES = ["sidecar/**/*.{ts,sql}", "odoo_addon/*/{models,gateway,migrations}/**/*.py"];

test("no statement limits the rows that it changes by a subquery that may be evaluated twice", () => {
  const files = SOURCES.flatMap((pattern) => globSync(pattern));
  const locking = files.filter((file) => /skip\s+locked/iu.test(readFileSync(file, "utf8")));
  expect(locking.length).toBeGreaterThan(5);
  expect(locking.filter((file) => NOT_EVALUATED_ONCE.test(readFileSync(file, "utf8")))).toEqual([]);
});

test("the rule finds such a statement", () => {
  const statement =
    "delete from t where id in (\n select id from t where at < $1\n limit 100 for update skip locked)";
  expect(statement).toMatch(NOT_EVALUATED_ONCE);
  expect(statement.replace("in (", "= any(array(").replace("locked)", "locked))")).not.toMatch(
    NOT_EVALUATED_ONCE,
  );
});
