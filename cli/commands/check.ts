import { readFile, stat } from 'node:fs/promises';
import { compileDecisionModel } from '../../engine/decision/index.ts';
import { guardXml } from '../../engine/model/guard.ts';
import { compileBpmn } from '../../engine/model/index.ts';
import { type Checked, checkPackageFiles, findingLine, jobInputs, jobOutputs, testsInWords } from '../package/check-files.ts';
import { readPackageFolder } from '../package/package-folder.ts';
import type { Command } from './command.ts';
import { decodeXml } from './decode-xml.ts';

const maxBytes = 20_000_000;

/**
 * `check FILE.bpmn | FILE.dmn | FOLDER [--json]`: exit 0 = may be published, 1 = refused or a test fails, 2 = cannot be read.
 * With --json stdout holds one object `{ok, readable, file, findings: [{rule, severity, element, message, params}]}`, of a folder with
 * `rows` and `cases`, what became of its tests.
 */
export const check: Command = async (args, { out, err }) => {
  const json = args.includes('--json');
  const [file, ...more] = args.filter((arg) => !arg.startsWith('--'));
  const odd = args.find((arg) => arg.startsWith('--') && arg !== '--json');
  if (file === undefined || more.length > 0 || odd !== undefined) {
    err(
      `${odd === undefined || odd === '--help' ? '' : `There is no ${odd}.\n`}Usage: perennial check FILE.bpmn | FILE.dmn | PACKAGE_FOLDER [--json]\n`,
    );
    return 2;
  }
  const { package: _, ...checked } = await checkPath(file);
  const { ok, readable, findings } = checked;
  if (json) out(`${JSON.stringify({ ok, readable, file, findings, ...testsOf(checked) }, null, 2)}\n`);
  else out(`${findings.map(findingLine).join('')}${summary(file, checked)}\n`);
  return ok ? 0 : readable ? 1 : 2;
};

type PathChecked = Checked & { folder: boolean };

async function checkPath(path: string): Promise<PathChecked> {
  try {
    const kind = await stat(path);
    if (kind.isDirectory()) return { ...(await checkPackageFiles(await readPackageFolder(path))), folder: true };
    if (kind.size > maxBytes) return unreadable('file/too-large', `${path} has ${kind.size} bytes; ${maxBytes} is the limit.`);
    if (path.endsWith('.dmn')) return { ...(await checkTable(decodeXml(await readFile(path)))), folder: false };
    const result = await compileBpmn(decodeXml(await readFile(path)), { now: Date.now(), jobOutputs, jobInputs });
    const readable = result.ok || !result.unreadable;
    return { ok: result.ok, readable, findings: result.ok ? result.warnings : result.findings, rows: [], folder: false };
  } catch (error) {
    return unreadable('file/unreadable', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Decisions by themselves; imports are found in a package only. */
async function checkTable(xml: string): Promise<Checked> {
  const guarded = guardXml(xml);
  if (guarded.length > 0) return { ok: false, readable: false, findings: guarded, rows: [] };
  const compiled = await compileDecisionModel(xml);
  const problems = compiled.ok ? [] : compiled.problems;
  const findings = problems.map(({ element, message }) => ({ rule: 'decision/problem', severity: 'error' as const, element, message }));
  return { ok: compiled.ok, readable: true, findings, rows: [] };
}

function unreadable(rule: string, message: string): PathChecked {
  return { ok: false, readable: false, findings: [{ rule, severity: 'error', message }], rows: [], folder: false };
}

function testsOf({ folder, rows, cases }: Omit<PathChecked, 'package'>) {
  return folder ? { rows, cases: cases ?? null } : {};
}

function summary(file: string, checked: Omit<PathChecked, 'package'>): string {
  if (!checked.readable) return `${file}: cannot be read.`;
  const tests = checked.folder ? testsInWords(checked) : '';
  return `${file}: ${checked.ok ? 'may be published' : 'refused'}${tests === '' ? '' : `; ${tests}`}.`;
}
