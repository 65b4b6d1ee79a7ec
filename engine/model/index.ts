export type { Installation } from './checks/index.ts';
export { type CompileOptions, type CompileResult, compileBpmn } from './compile-bpmn.ts';
export { compilerVersion } from './compiler-version.ts';
export { type FindingLocale, ruleIds, say, translateFinding } from './findings.ts';
export { indexProcess, type ProcessIndex, processOf } from './index-process.ts';
export type { ModdleNode } from './moddle.ts';
export { type ReadResult, readBpmn, writeBpmn } from './read-bpmn.ts';
