/** A subprocess that can be cancelled; `elements` and flows inside name it as their `scope`. */
export type TransactionConfig = Record<string, never>;
