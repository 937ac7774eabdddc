/** Compares what was sent with its required effects. */
export type Sent = {
  /** Identifies the one effect that the message must have, in a form that the effect itself shows. */
  readonly mark: string;
  readonly kind: string;
  readonly expected: "applied" | "exception";
  /** Its aggregate, if the order matters; null if each is independent. */
  readonly aggregate: string | null;
  /** Its position among the messages of that aggregate. */
  readonly position: number;
};

/** The effects afterwards, read from outside. */
export type Found = {
  /** The mark of every effect, in order of occurrence: a duplicated effect is listed twice. */
  readonly effects: readonly string[];
  /** The mark of every message that became an exception; unexpected ones are listed by their own name. */
  readonly exceptions: readonly string[];
  /** What does not add up: an unbalanced entry, a wrong stock level. */
  readonly broken: readonly string[];
};

/** What every test counts. All but the first two and `exceptions` must be zero. */
export type Counts = {
  readonly sent: number;
  readonly applied: number;
  readonly duplicated: number;
  readonly lost: number;
  readonly inverted: number;
  readonly exceptions: number;
};

/** Everything that is wrong, in words; empty: the test passed. */
export type OracleReport = { readonly counts: Counts; readonly misses: readonly string[] };

/** Compares the effects with the sent messages. */
export function judge(sent: readonly Sent[], found: Found): OracleReport {
  const known = new Map(sent.map((each) => [each.mark, each]));
  if (known.size !== sent.length)
    throw new Error("Two messages have the same mark: they cannot be distinguished.");
  const times = Map.groupBy(found.effects, (mark) => mark);
  const raised = new Set(found.exceptions);
  const good = sent.filter(({ expected }) => expected === "applied");
  const bad = sent.filter(({ expected }) => expected === "exception");
  const named = {
    lost: [
      ...good.filter(({ mark }) => !times.has(mark) && !raised.has(mark)),
      ...bad.filter(({ mark }) => !raised.has(mark) && !times.has(mark)),
    ].map(({ mark }) => mark),
    duplicated: [...times].flatMap(([mark, all]) => (known.has(mark) ? all.slice(1) : [])),
    inverted: inversions(found.effects, known),
    "raised though good": [...raised].filter((mark) => known.get(mark)?.expected !== "exception"),
    "applied though bad": bad.filter(({ mark }) => times.has(mark)).map(({ mark }) => mark),
    "there though never sent": [...times.keys()].filter((mark) => !known.has(mark)),
  };
  const misses = Object.entries(named)
    .filter(([, marks]) => marks.length > 0)
    .map(([what, marks]) => `${marks.length} ${what}: ${someOf(marks)}`);
  return {
    counts: {
      sent: sent.length,
      applied: good.filter(({ mark }) => times.has(mark)).length,
      duplicated: named.duplicated.length,
      lost: named.lost.length,
      inverted: named.inverted.length,
      exceptions: raised.size,
    },
    misses: [...misses, ...found.broken],
  };
}

/** Returns the effects that occurred after a later one of their aggregate. A duplicate is not an inversion of itself. */
function inversions(effects: readonly string[], known: ReadonlyMap<string, Sent>): string[] {
  const furthest = new Map<string, number>();
  const seen = new Set<string>();
  return effects.filter((mark) => {
    const { aggregate, position } = known.get(mark) ?? { aggregate: null, position: 0 };
    if (aggregate === null || seen.has(mark)) return false;
    seen.add(mark);
    const before = furthest.get(aggregate) ?? -1;
    furthest.set(aggregate, Math.max(before, position));
    return position < before;
  });
}

function someOf(marks: readonly string[]): string {
  return marks.slice(0, 5).join(", ") + (marks.length > 5 ? " …" : "");
}
