import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { CHECKOUT } from "../../../dev/environment/place.ts";

/** All relative links and anchors of the documentation have a target. */

const pages = globSync(["*.md", "docs/**/*.md", "fixtures/**/*.md"], { cwd: CHECKOUT }).toSorted();

const withoutCode = (text: string): string =>
  text.replace(/^ *```[\s\S]*?^ *```/gm, "").replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ""));

/** Returns the anchor that GitHub derives from a heading. */
function anchorOf(heading: string): string {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
    .replaceAll(" ", "-");
}

function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of withoutFences(text).matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = anchorOf(heading);
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

const withoutFences = (text: string): string => text.replace(/^ *```[\s\S]*?^ *```/gm, "");

/** Returns one sentence for each broken link of a page. */
function deadLinks(page: string, text: string): string[] {
  const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .flatMap((link) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : relative(CHECKOUT, join(CHECKOUT, dirname(page), path));
      if (target !== page && !existsSync(join(CHECKOUT, target))) return [`${link}: no such file`];
      if (anchor === undefined) return [];
      const content = target === page ? text : readFileSync(join(CHECKOUT, target), "utf8");
      return anchorsOf(content).has(anchor) ? [] : [`${link}: no such heading`];
    });
}

describe("the links of", () => {
  it.each(pages)("%s lead to files and headings that exist", (page) =>
    expect(deadLinks(page, readFileSync(join(CHECKOUT, page), "utf8"))).toEqual([]),
  );

  it("a page are checked", () => {
    const text = "# A page\n[a](#a-page) [b](#b) [c](README.md) [d](none.md) [e](README.md#none)\n";
    expect(deadLinks("docs/page.md", text)).toEqual([
      "#b: no such heading",
      "none.md: no such file",
      "README.md#none: no such heading",
    ]);
  });
});
