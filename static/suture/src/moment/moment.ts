import { RelativeTime } from "@mail/core/common/relative_time";
import { Component } from "@odoo/owl";
import { formatDate, formatDateTime } from "@web/core/l10n/dates";

/** `day` is the date (YYYY-MM-DD) if the time of day is unknown. */
type MomentProps = { at: string; day?: string };

/** Parses an ISO 8601 instant from the server, in UTC if it has no time zone. */
export function instantOf(at: string): luxon.DateTime {
  return luxon.DateTime.fromISO(at, { zone: "utc" });
}

/** Shows an instant as a relative time ("2 hours ago"), with the exact time in a tooltip, or only a date. */
export class Moment extends Component<MomentProps> {
  static override template = "suture.Moment";
  static components = { RelativeTime };
  static override props = { at: String, day: { type: String, optional: true } };

  get instant(): luxon.DateTime {
    return instantOf(this.props.at);
  }

  /** Returns the date in the user's format if the time of day is unknown, otherwise an empty text. */
  get date(): string {
    return this.props.day ? formatDate(luxon.DateTime.fromISO(this.props.day)) : "";
  }

  /** Returns the exact time in the user's time zone and format. */
  get exact(): string {
    return formatDateTime(this.instant);
  }
}
