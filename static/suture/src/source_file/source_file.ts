import { Component } from "@odoo/owl";
import { _t } from "../l10n/translation.ts";
import type { FileLine, FilePart, SourceFileView } from "./source_file_types.ts";

/**
 * Shows a file as its lines: indented, with the document's own lines, the values in question and the differences of a comparison
 * marked. Signs convey every mark as well as colours do.
 */
export class SourceFile extends Component<{ file: SourceFileView }> {
  static override template = "suture.SourceFile";
  static override props = { file: Object };

  get file(): SourceFileView {
    return this.props.file;
  }

  get heading(): string {
    const headings = {
      file: this.file.name,
      comparison: _t("Both messages with this control number"),
      unreadable: _t(
        "The first bytes of the message. <0D> is a byte that is not a printable character, in hexadecimal.",
      ),
    };
    return headings[this.file.kind];
  }

  sign({ side }: FileLine): string {
    return side === "earlier" ? "−" : side === "later" ? "+" : "";
  }

  /** Returns what a screen reader says before a line that is in only one of the messages. */
  sideLabel({ side }: FileLine): string {
    return side === "earlier"
      ? _t("Only in the earlier message:")
      : side === "later"
        ? _t("Only in this message:")
        : "";
  }

  hint({ label, why }: FilePart): string {
    return [label, why].filter(Boolean).join(": ");
  }

  skipped({ skipped }: FileLine): string {
    return _t("… lines of another document: %s", skipped);
  }

  get more(): string {
    return _t("Lines not shown: %s.", this.file.more);
  }
}
