import { checkProcess, createProcess, type Finding, type PackageFile, publishProcess, saveDraftFiles } from '../../api/contract/index.ts';
import { readManifest } from '../../engine/model/index.ts';
import { Refused } from '../ops/client.ts';
import { type Action, type Call, NotThere } from '../ops/frame.ts';
import { BadCall, numberOf, textOf } from '../ops/options.ts';
import { printJson } from '../ops/print.ts';
import { type Base, readBase, writeBase } from './base.ts';
import { changesInWords, fileChanges } from './changes.ts';
import { checkPackageFiles, findingLine, testsInWords } from './check-files.ts';
import { readPackageFolder } from './package-folder.ts';
import { filesOfVersion, type StoredProcess, storedProcess } from './stored-process.ts';

interface Outcome {
  key: string;
  outcome: 'published' | 'draft' | 'preview' | 'unchanged' | 'refused';
  version?: number;
  revision?: number;
  changes: string[];
  findings: Pick<Finding, 'severity' | 'message' | 'rule' | 'element'>[];
}

/** `package publish DIR`: check, say what changes, save as the draft, publish. What others stored is never written over unasked. */
export const publishPackage: Action = {
  words: ['Which folder?'],
  takes: ['draft', 'preview', 'note', 'over-draft', 'over-version'],
  async run(call) {
    const { client, flags, words } = call;
    const [folder = ''] = words;
    if (flags.draft === true && flags.note !== undefined) throw new BadCall('--note goes with a version, not with a draft.');
    const over = { draft: numberOf(flags, 'over-draft'), version: numberOf(flags, 'over-version') };
    const { files, key, name } = await readFolder(folder);
    const local = await checkPackageFiles(files);
    if (!local.ok && flags.draft !== true) {
      const tests = testsInWords(local);
      call.streams.err(tests === '' ? '' : `${tests}\n`);
      return told(call, { key, outcome: 'refused', changes: [], findings: local.findings }, 'Refused; nothing was saved.');
    }
    const stored = await storedProcess(client, key);
    const newest = stored?.newest && (await filesOfVersion(client, key, stored.newest.version));
    const changes = await changesInWords(newest, files);
    const base = await readBase(folder, client.address, key);
    keepOthers({ folder, key, files, stored, newest, base, over });
    const { findings } = await client.call(checkProcess, { params: { process: key }, body: { files } });
    const all = [...findings, ...local.findings.filter(({ rule }) => rule === 'case/failed')];
    const before: Outcome = { key, outcome: 'preview', changes, findings: all };
    const errors = all.some(({ severity }) => severity === 'error');
    if (errors && flags.draft !== true) return told(call, { ...before, outcome: 'refused' }, 'Refused; nothing was saved.');
    const same = stored?.draft ? fileChanges(stored.draft.files, files).length === 0 : newest && fileChanges(newest, files).length === 0;
    if (same && !stored?.draft) {
      if (flags.preview !== true) await writeBase(folder, client.address, key, { version: stored?.newest?.version ?? null, draft: null });
      const version = stored?.newest?.version;
      return told(call, { ...before, outcome: 'unchanged', version }, `Nothing to publish: version ${version} has these files.`);
    }
    if (flags.preview === true) return told(call, before, 'Nothing was saved: this is what publishing would do.');
    const revision = same ? (stored?.draft?.revision ?? 0) : await save(call, { key, name, files, stored });
    const version = stored?.newest?.version ?? null;
    await writeBase(folder, client.address, key, { version, draft: revision });
    if (flags.draft === true)
      return told(
        call,
        { ...before, outcome: 'draft', revision },
        `${key}: saved as revision ${revision} of the draft; nothing was published.`,
      );
    return publish(call, { folder, before, revision, runs: version });
  },
};

async function readFolder(folder: string): Promise<{ files: PackageFile[]; key: string; name: string }> {
  const files = await readPackageFolder(folder);
  const manifest = files.find(({ path }) => path === 'manifest.json');
  if (!manifest) throw new NotThere(`${folder} has no manifest.json: it is no package.`);
  const { key, name } = readManifest(manifest.content, []);
  if (key === '') throw new NotThere(`${folder}/manifest.json names no key.`);
  return { files, key, name: name || key };
}

interface Stored {
  folder: string;
  key: string;
  files: PackageFile[];
  stored: StoredProcess | undefined;
  newest: PackageFile[] | undefined;
  base: Base | undefined;
  over: { draft?: number; version?: number };
}

/** @throws NotThere when somebody has stored what the folder does not know of, and it is not said to be written over */
function keepOthers({ folder, key, files, stored, newest, base, over }: Stored): void {
  const { draft } = stored ?? {};
  if (draft && draft.revision !== base?.draft && draft.revision !== over.draft) {
    const lost = fileChanges(draft.files, files);
    if (lost.length > 0)
      throw new NotThere(
        `${key} has a draft that ${folder} does not know of: ${draft.savedBy} saved revision ${draft.revision} at ${draft.savedAt}. ` +
          `Saving the folder would change in it: ${lost.join(', ')}.\n` +
          `Look at it: perennial package export ${key} OTHER_FOLDER --draft\nWrite over it: --over-draft ${draft.revision}`,
      );
  }
  const { newest: version } = stored ?? {};
  if (
    version &&
    newest &&
    base &&
    base.version !== version.version &&
    over.version !== version.version &&
    fileChanges(newest, files).length > 0
  )
    throw new NotThere(
      `${key} has version ${version.version}, which ${version.publishedBy} published at ${version.publishedAt}; ` +
        `${folder} goes back to ${base.version === null ? 'before the first version' : `version ${base.version}`}, and publishing it may take back what changed since.\n` +
        `Look at it: perennial package export ${key} OTHER_FOLDER\nPublish over it: --over-version ${version.version}`,
    );
}

/** @returns the draft's revision; refused by the API (409) when somebody saved meanwhile */
async function save(
  { client }: Call,
  { key, name, files, stored }: { key: string; name: string; files: PackageFile[]; stored: StoredProcess | undefined },
): Promise<number> {
  const answer = stored
    ? await client.call(saveDraftFiles, { params: { process: key }, body: { revision: stored.draft?.revision ?? 0, files } })
    : await client.call(createProcess, { body: { key, name: name.slice(0, 100), files } });
  return answer.revision;
}

async function publish(
  call: Call,
  { folder, before, revision, runs }: { folder: string; before: Outcome; revision: number; runs: number | null },
): Promise<number> {
  const { client, flags } = call;
  const { key } = before;
  try {
    const body = { revision, note: textOf(flags, 'note') };
    const { version, findings } = await client.call(publishProcess, { params: { process: key }, body });
    await writeBase(folder, client.address, key, { version, draft: null });
    if (version === runs)
      return told(
        call,
        { ...before, outcome: 'unchanged', version, findings },
        `Nothing to publish: version ${version} has these files. The draft is gone.`,
      );
    const done = `${key}: published as version ${version}. New cases follow it, those in flight finish on theirs.`;
    return told(call, { ...before, outcome: 'published', version, findings }, done);
  } catch (error) {
    const findings = error instanceof Refused ? error.problem.params?.findings : undefined;
    if (!Array.isArray(findings)) throw error;
    const still = runs === null ? 'no version runs yet' : `version ${runs} goes on`;
    const said = `Refused; saved as revision ${revision} of the draft, ${still}.`;
    return told(call, { ...before, outcome: 'refused', revision, findings: findings as Finding[] }, said);
  }
}

/** What changes, what the check says, what became of it. @returns the exit code */
function told({ flags, streams }: Call, outcome: Outcome, said: string): number {
  const refused = outcome.outcome === 'refused';
  if (flags.json === true) printJson(streams, outcome);
  else {
    streams.out(outcome.changes.map((line) => `${line}\n`).join(''));
    streams.out(outcome.findings.map(findingLine).join(''));
    (refused ? streams.err : streams.out)(`${said}\n`);
  }
  return refused ? 1 : 0;
}
