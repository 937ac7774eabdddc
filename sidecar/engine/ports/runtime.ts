/** Returns the current time. Components receive the clock as a parameter, so that tests can set the time. */
export type Clock = () => Date;

export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
