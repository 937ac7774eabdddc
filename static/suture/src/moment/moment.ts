import { RelativeTime } from "@mail/core/common/relative_time";
import { Component } from "@odoo/owl";
import { formatDateTime } from "@web/core/l10n/dates";

type MomentProps = { at: string };

/** Parses an ISO 8601 instant from the server, in UTC if it has no time zone. */
export function instantOf(at: string): luxon.DateTime {
  return luxon.DateTime.fromISO(at, { zone: "utc" });
}

/** Shows an instant as a relative time ("2 hours ago"), with the exact time in a tooltip. */
export class Moment extends Component<MomentProps> {
  static override template = "suture.Moment";
  static components = { RelativeTime };
  static override props = { at: String };

  get instant(): luxon.DateTime {
    return instantOf(this.props.at);
  }

  /** Returns the exact time in the user's time zone and format. */
  get exact(): string {
    return formatDateTime(this.instant);
  }
}
