/** Its trigger says all. */
export type IntermediateCatchEventConfig = Record<string, never>;
