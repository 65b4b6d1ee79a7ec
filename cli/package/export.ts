import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import type { PackageFile } from '../../api/contract/index.ts';
import { type Action, answer, type Call, NotThere } from '../ops/frame.ts';
import { processKey } from '../ops/names.ts';
import { BadCall, numberOf } from '../ops/options.ts';
import { writeBase } from './base.ts';
import { readPackageFolder } from './package-folder.ts';
import { filesOfVersion, storedProcess } from './stored-process.ts';

/** `package export KEY DIR`: the files of a version, or of the draft, as they are stored. */
export const exportPackage: Action = {
  words: ['Which process? Its key or name; then the folder.', 'Into which folder?'],
  takes: ['version', 'draft', 'force'],
  async run(call) {
    const { client, words, flags } = call;
    const [given = '', folder = ''] = words;
    const version = numberOf(flags, 'version');
    if (version !== undefined && flags.draft === true) throw new BadCall('Give --version or --draft, not both.');
    const key = await processKey(call, given);
    const stored = await storedProcess(client, key);
    const { draft, newest } = stored ?? {};
    if (flags.draft === true && !draft)
      throw new NotThere(`${key} has no draft: nobody has saved one since version ${newest?.version ?? 0}.`);
    if (flags.draft !== true && !newest)
      throw new NotThere(`${key} was never published: \`perennial package export ${key} ${folder} --draft\`.`);
    const chosen = flags.draft === true ? undefined : (version ?? newest?.version ?? 0);
    const files = chosen === undefined ? (draft?.files ?? []) : await filesOfVersion(client, key, chosen);
    const { left } = await writeFolder(folder, files, flags.force === true);
    await writeBase(folder, client.address, key, {
      version: chosen ?? newest?.version ?? null,
      draft: chosen === undefined ? (draft?.revision ?? null) : null,
    });
    const what = chosen === undefined ? `revision ${draft?.revision} of the draft, saved by ${draft?.savedBy}` : `version ${chosen}`;
    return answer(
      call,
      { key, version: chosen ?? null, draft: chosen === undefined ? draft?.revision : null, files: files.map(({ path }) => path), left },
      () => say(call, `${key}, ${what}: ${files.length} files in ${folder}.`, left),
    );
  },
};

function say({ streams }: Call, done: string, left: string[]): void {
  streams.out(`${done}\n`);
  if (left.length > 0) streams.out(`Left there, though not of this package (publishing the folder would add them): ${left.join(', ')}.\n`);
}

/** Writes nothing where something else stands, unless told to. @returns what stands there besides */
async function writeFolder(folder: string, files: PackageFile[], force: boolean): Promise<{ left: string[] }> {
  const root = resolve(folder);
  for (const { path } of files) {
    // What is stored was checked when it was saved; a server is not believed where files are written.
    if (relative(root, resolve(root, path)).startsWith('..'))
      throw new NotThere(`The package has a file ${path}, which lies outside its folder.`);
  }
  const wanted = new Map(files.map(({ path, content }) => [path, content]));
  const there = await packageFilesIn(root);
  const odd = there.filter(({ path, content }) => wanted.get(path) !== content).map(({ path }) => path);
  if (odd.length > 0 && !force) {
    const over = odd.filter((path) => wanted.has(path));
    const said =
      over.length > 0 ? `would be written over in ${folder}: ${over.join(', ')}` : `${folder} holds other files: ${odd.join(', ')}`;
    throw new NotThere(`Nothing was written: ${said}. Choose another folder, or --force.`);
  }
  for (const { path, content } of files) {
    const full = join(root, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, content);
  }
  return { left: odd.filter((path) => !wanted.has(path)) };
}

async function packageFilesIn(root: string): Promise<PackageFile[]> {
  try {
    return await readPackageFolder(root);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR') throw new NotThere(`${root} is no folder.`);
    throw error;
  }
}
