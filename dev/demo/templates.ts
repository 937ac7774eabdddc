/** The values of the placeholders in a partner's file, which `fixtures/demo/README.md` explains. */
export type TemplateValues = {
  /** The control number, from 1 to 999999999, which is different for every interchange. */
  readonly control: number;
  /** The time at which the demo began. */
  readonly at: Date;
  readonly run: string;
  /** The number of the order. Absent if the step does not concern an order. */
  readonly order?: string;
  /** GS06 of the 850 that contained the order. `documentControl` is its ST02. */
  readonly groupControl?: string;
  readonly documentControl?: string;
};

const PLACEHOLDER = /\{\{([a-z-]+)(?:\+(\d+))?\}\}/g;
const DAY_MS = 86_400_000;

/**
 * Returns a partner's file with every placeholder filled.
 * @throws Error if a placeholder is unknown or has no value in this step; the message contains the placeholder
 */
export function fillTemplate(template: string, values: TemplateValues): string {
  const known = placeholders(values);
  return template.replaceAll(PLACEHOLDER, (whole, name: string, days: string | undefined) => {
    if (name === "date") return dayAfter(values.at, Number(days ?? 0)).replaceAll("-", "");
    if (name === "day") return dayAfter(values.at, Number(days ?? 0));
    const value = days === undefined ? known[name] : undefined;
    if (value === undefined)
      throw new Error(`The template asks for ${whole}, and this step has no such value.`);
    return value;
  });
}

/** Returns the date (YYYY-MM-DD, UTC) that is this number of days after a time. */
export function dayAfter(at: Date, days: number): string {
  return new Date(at.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Returns a name of eight capital letters and digits, which is different for each millisecond. It makes the partners' numbers
 * unique.
 */
export function runName(at: Date): string {
  return at.getTime().toString(36).toUpperCase().slice(-8);
}

function placeholders(values: TemplateValues): Readonly<Record<string, string | undefined>> {
  const instant = values.at.toISOString();
  return {
    interchange: String(values.control).padStart(9, "0"),
    control: String(values.control),
    yymmdd: instant.slice(2, 10).replaceAll("-", ""),
    hhmm: instant.slice(11, 16).replace(":", ""),
    instant,
    run: values.run,
    order: values.order,
    "group-control": values.groupControl,
    "document-control": values.documentControl,
  };
}
