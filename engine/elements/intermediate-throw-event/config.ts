/** Its trigger says all. */
export type IntermediateThrowEventConfig = Record<string, never>;
