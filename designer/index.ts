export { ChangesInWords } from './compare/changes-in-words.tsx';
export { ProcessDesigner } from './process-designer.tsx';
export type { Catalogue, PackageFile, Problem, ProcessDesignerProps } from './types.ts';
