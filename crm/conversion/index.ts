export { type ConversionPlan, type ConversionRequest, planConversion } from './plan.ts';
export { ConversionRacedError, storeConversion } from './store.ts';
