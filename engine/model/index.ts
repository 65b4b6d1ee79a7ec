export type { Installation } from './checks/index.ts';
export { type CompileOptions, type CompileResult, compileBpmn } from './compile-bpmn.ts';
export { compilePackage, type PackageFile, type PackageOptions } from './compile-package.ts';
export { compilerVersion } from './compiler-version.ts';
export { type FindingLocale, ruleIds, say, translateFinding } from './findings.ts';
export { indexProcess, type ProcessIndex, processOf } from './index-process.ts';
export { type Manifest, readManifest } from './manifest.ts';
export type { ModdleNode } from './moddle.ts';
export { type ReadResult, readBpmn, writeBpmn } from './read-bpmn.ts';
