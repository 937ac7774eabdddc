/** What was sent, and what must come of it. */
export type Sent = {
  /** Names the one effect that the message must have, in words that the effect itself shows. */
  readonly mark: string;
  readonly kind: string;
  readonly expected: "applied" | "exception";
  /** What it is about, where the order matters; null where each stands for itself. */
  readonly aggregate: string | null;
  /** Its place among the messages about that. */
  readonly position: number;
};

/** What is there afterwards, read from outside. */
export type Found = {
  /** The mark of every effect there is: one that is there twice stands here twice. In the order in which they came about. */
  readonly effects: readonly string[];
  /** The mark of every message that a person was asked about; what was never sent as bad stands here as it is called there. */
  readonly exceptions: readonly string[];
  /** What does not add up: an entry out of balance, stock that is not what was left. */
  readonly broken: readonly string[];
};

/** What every test counts. All but the first two and `exceptions` must be nought. */
export type Counts = {
  readonly sent: number;
  readonly applied: number;
  readonly duplicated: number;
  readonly lost: number;
  readonly inverted: number;
  readonly exceptions: number;
};

/** Everything that is not as it must be, in words; empty: the test is passed. */
export type Verdict = { readonly counts: Counts; readonly misses: readonly string[] };

/** Compares what is there with what was sent. */
export function judge(sent: readonly Sent[], found: Found): Verdict {
  const known = new Map(sent.map((each) => [each.mark, each]));
  if (known.size !== sent.length)
    throw new Error("Two messages have the same mark: nothing can be told apart.");
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

/** The effects that came about after a later one of their aggregate. One that is there twice is no inversion of itself. */
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
