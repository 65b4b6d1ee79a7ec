import type { CompiledPackage } from '../../engine/contract/index.ts';
import type { Instant, JsonColumn, Optional } from '../columns.ts';

/** A published version; never changed. */
export interface ProcessPackageTable {
  key: string;
  version: number;
  /** sha-256 (hex) over the sorted files. Instances are pinned to it. */
  hash: string;
  name: string;
  compiler_version: number;
  compiled: JsonColumn<CompiledPackage>;
  published_at: Instant;
  published_by: Optional<string>;
  note: Optional<string>;
}

export interface ProcessPackageFileTable {
  key: string;
  version: number;
  path: string;
  content: string;
}

/** Start events that a message opens, of the newest version of each package. */
export interface MessageStartTable {
  name: string;
  package_key: string;
  process: string;
  element: string;
}
