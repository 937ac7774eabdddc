import type { MessageBytes, Showing, ShownValues } from "../engine/ports/reading.ts";
import type { Format } from "../formats/format.ts";
import { comparedLines, type FileLines, type OwnRange, sourceFile } from "../formats/source-file.ts";
import { type Shown, shownOf } from "../formats/source-view.ts";

/** Creates the operations for the calling thread: for small messages, and for the thread that reads the others. */
export function directShowing(formats: readonly Format[]): Showing {
  const formatOf = (wanted: string) => formats.find(({ code }) => code === wanted);
  const linesOf = ({ format, body }: MessageBytes, shown: Shown, own: OwnRange | null): FileLines | null =>
    formatOf(format)?.lines?.(body, shown, own) ?? null;
  return {
    describe: async ({ format, body }, decoded) => formatOf(format)?.describe?.(body, decoded) ?? null,
    file: async (message, values, own) => {
      const lines = linesOf(message, shownIn(values), own);
      return lines && sourceFile("file", lines);
    },
    comparison: async (earlier, later, values) => {
      const shown = shownIn(values);
      const [old, now] = [linesOf(earlier, shown, null), linesOf(later, shown, null)];
      return old && now && sourceFile("comparison", comparedLines(old, now));
    },
  };
}

/** Returns a function that returns a value if one of the documents contains it, otherwise the placeholder for a withheld value. */
function shownIn({ documents, also }: ShownValues): Shown {
  const withheld = shownOf(null);
  const each = documents.map(shownOf);
  return (value) => {
    if (value === also) return value;
    for (const shown of each) if (shown(value) !== withheld(value)) return shown(value);
    return withheld(value);
  };
}
