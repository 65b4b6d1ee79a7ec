/** Raised whenever the same files compile to something else; caches keyed by (hash, compilerVersion) are then built anew. */
export const compilerVersion = 6;
