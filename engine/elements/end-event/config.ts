/** `outcome`: what the case ended as, shown in figures; absent = the stage's `ends`. */
export interface EndEventConfig {
  outcome?: string;
}
