import type { NewDocument, NewEvent } from "../../records.ts";

/** The number of a file in a series that a partner numbers consecutively, such as the interchanges of one sender. */
export type Numbered = { readonly series: string; readonly number: number };

/** A number of a connection's series that has not arrived although a higher one has, and when that was noticed. */
export type MissingNumber = Numbered & { readonly connection: string; readonly noticedAt: Date };

/** Returns the key of the exception for a missing number. After a restart of the series, the number can be missing again. */
export const missingKey = ({ connection, series, number, noticedAt }: MissingNumber): string =>
  `${connection}/missing/${series}/${number}/${noticedAt.toISOString()}`;

export type NumberJournal = {
  /**
   * Stores an exception with its event for each number that has been missing for at least this many minutes, once.
   * @returns the number of exceptions
   */
  raiseMissing(
    minutes: number,
    exceptionOf: (missing: MissingNumber) => NewDocument,
    eventOf: (exception: NewDocument) => NewEvent,
  ): Promise<number>;
};
