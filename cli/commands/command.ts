export interface Streams {
  out(text: string): void;
  err(text: string): void;
}

/** A subcommand: its arguments, where it writes, and its exit code. */
export type Command = (args: string[], streams: Streams) => Promise<number>;
