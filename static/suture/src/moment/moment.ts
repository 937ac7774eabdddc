import { RelativeTime } from "@mail/core/common/relative_time";
import { Component } from "@odoo/owl";
import { formatDateTime } from "@web/core/l10n/dates";

type MomentProps = { at: string };

/** A point in time that the server gave: ISO 8601, in UTC where no zone is said. */
export function instantOf(at: string): luxon.DateTime {
  return luxon.DateTime.fromISO(at, { zone: "utc" });
}

/** An instant as people speak of it ("2 hours ago"), the exact time on hover. */
export class Moment extends Component<MomentProps> {
  static override template = "suture.Moment";
  static components = { RelativeTime };
  static override props = { at: String };

  get instant(): luxon.DateTime {
    return instantOf(this.props.at);
  }

  /** In the user's time zone and format. */
  get exact(): string {
    return formatDateTime(this.instant);
  }
}
