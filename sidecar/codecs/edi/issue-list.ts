/** Adds issues to a list that does not exhaust memory: at most `most` per document and `budget` for all documents of an input. */
export function createIssueList<Issue extends { code: string; offset: number }>(
  most: number,
  budget: { issues: number },
  tooMany: (offset: number) => Issue,
): { issues: Issue[]; note(issue: Issue): void } {
  const issues: Issue[] = [];
  let isFull = false;

  function note(issue: Issue): void {
    if (issues.length < most && budget.issues > 0) {
      budget.issues--;
      issues.push(issue);
    } else if (!isFull) {
      isFull = true;
      issues.push(tooMany(issue.offset));
    }
  }

  return { issues, note };
}
