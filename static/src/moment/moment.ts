import { RelativeTime } from "@mail/core/common/relative_time";
import { Component } from "@odoo/owl";
import { formatDateTime } from "@web/core/l10n/dates";

type MomentProps = { at: string };

/**
 * The instant as Odoo's zone-aware date, in the user's time zone.
 * @param at ISO 8601; without a zone it is UTC, as everything the server says
 */
export function instantOf(at: string): luxon.DateTime {
  return luxon.DateTime.fromISO(at.replace(" ", "T"), { zone: "utc" }).setZone("default");
}

/** An instant as people speak of it ("2 hours ago"), the exact time on hover. */
export class Moment extends Component<MomentProps> {
  static override template = "suture.Moment";
  static components = { RelativeTime };
  static override props = { at: String };

  get instant(): luxon.DateTime {
    return instantOf(this.props.at);
  }

  get exact(): string {
    return formatDateTime(this.instant);
  }
}
