export { type ImportRow, type ImportRowRow, listFileRows, listImportRows } from '../../../db/queries/crm-import.ts';
export { csvLine, defused, errorsFile } from './errors-file.ts';
export {
  type CheckResult,
  changeImportSettings,
  checkImport,
  createImport,
  type ImportRefusal,
  type ImportResult,
  pauseImport,
  startImport,
} from './import.ts';
export { importLimits } from './limits.ts';
export { type RerunResult, type RunOptions, rerunRow, runImport, runImports } from './run-import.ts';
export type { DetectedFile, ImportSettings } from './settings.ts';
export { countsOf, describeImport, type ImportCounts, type ImportView, warningsOf } from './view.ts';
