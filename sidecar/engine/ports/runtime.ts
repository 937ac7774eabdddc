/** Returns the current time. The process that composes the parts passes the clock to each of them. */
export type Clock = () => Date;

export type Log = {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};
