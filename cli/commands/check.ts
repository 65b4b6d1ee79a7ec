import { readFile, stat } from 'node:fs/promises';
import * as definitions from '../../activities/jobs/definitions.ts';
import { outputNames, requiredInputs } from '../../activities/jobs/job-definition.ts';
import type { Finding } from '../../engine/elements/element.ts';
import { type CompileResult, compileBpmn, compilePackage } from '../../engine/model/index.ts';
import type { Command } from './command.ts';
import { decodeXml } from './decode-xml.ts';
import { hashFiles, readPackageFolder } from './package-folder.ts';

const maxBytes = 20_000_000;
const jobOutputs = outputNames(Object.values(definitions));
const jobInputs = requiredInputs(Object.values(definitions));

/**
 * `check FILE.bpmn | FOLDER [--json]`: exit 0 = may be published, 1 = refused, 2 = cannot be read.
 * With --json stdout holds one object `{ok, readable, file, findings: [{rule, severity, element, message, params}]}`.
 */
export const check: Command = async (args, { out, err }) => {
  const json = args.includes('--json');
  const [file, ...more] = args.filter((arg) => !arg.startsWith('--'));
  if (file === undefined || more.length > 0) {
    err('Usage: perennial check FILE.bpmn | PACKAGE_FOLDER [--json]\n');
    return 2;
  }
  const result = await compilePath(file);
  const findings = result.ok ? result.warnings : result.findings;
  const readable = result.ok || !result.unreadable;
  if (json) out(`${JSON.stringify({ ok: result.ok, readable, file, findings }, null, 2)}\n`);
  else out(`${findings.map(line).join('')}${summary(file, result.ok, readable)}\n`);
  return result.ok ? 0 : readable ? 1 : 2;
};

async function compilePath(path: string): Promise<CompileResult> {
  try {
    const kind = await stat(path);
    if (kind.isDirectory()) {
      const files = await readPackageFolder(path);
      return await compilePackage(files, { hash: hashFiles(files), now: Date.now(), jobOutputs, jobInputs });
    }
    if (kind.size > maxBytes) return unreadable('file/too-large', `${path} has ${kind.size} bytes; ${maxBytes} is the limit.`);
    return await compileBpmn(decodeXml(await readFile(path)), { now: Date.now(), jobOutputs, jobInputs });
  } catch (error) {
    return unreadable('file/unreadable', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function unreadable(rule: string, message: string): CompileResult {
  return { ok: false, unreadable: true, findings: [{ rule, severity: 'error', message }] };
}

function line(found: Finding): string {
  return `${found.severity === 'error' ? 'error  ' : 'warning'} ${found.message}  [${found.rule}]\n`;
}

function summary(file: string, ok: boolean, readable: boolean): string {
  if (!readable) return `${file}: cannot be read.`;
  return ok ? `${file}: may be published.` : `${file}: refused.`;
}
