import { getDraft, getProcess, getVersion, type PackageFile } from '../../api/contract/index.ts';
import { type OperatorClient, Refused } from '../ops/client.ts';

export interface StoredDraft {
  revision: number;
  files: PackageFile[];
  savedAt: string;
  savedBy: string;
}

/** What an installation holds of a process. */
export interface StoredProcess {
  /** Newest published version. */
  newest?: { version: number; publishedAt: string; publishedBy: string };
  /** Only one that was saved, not the copy of the newest version that editing begins with. */
  draft?: StoredDraft;
}

const somebody = 'somebody';

/** Undefined = there is no such process. */
export async function storedProcess(client: OperatorClient, key: string): Promise<StoredProcess | undefined> {
  const params = { process: key };
  try {
    const [{ versions }, draft] = await Promise.all([client.call(getProcess, { params }), client.call(getDraft, { params })]);
    const [newest] = versions;
    const { revision, files, savedAt, savedBy } = draft;
    return {
      ...(newest && {
        newest: { version: newest.version, publishedAt: newest.publishedAt, publishedBy: newest.publishedBy?.name ?? somebody },
      }),
      ...(revision > 0 && { draft: { revision, files, savedAt, savedBy: savedBy?.name ?? somebody } }),
    };
  } catch (error) {
    if (error instanceof Refused && error.problem.code === 'notFound') return undefined;
    throw error;
  }
}

export async function filesOfVersion(client: OperatorClient, key: string, version: number): Promise<PackageFile[]> {
  const answer = await client.call(getVersion, { params: { process: key, version: String(version) } });
  return answer.files;
}
