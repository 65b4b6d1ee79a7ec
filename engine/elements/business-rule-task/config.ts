/** A decision of the package. */
export interface BusinessRuleTaskConfig {
  decision: string;
  resultVariable: string;
}
