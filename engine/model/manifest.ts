import type { Text } from '../contract/json.ts';
import type { CalendarDefinition, RecordType, Stage } from '../contract/process.ts';
import type { Finding } from '../elements/element.ts';
import { finding } from './findings.ts';
import { jsonReader, parseJson } from './json-reader.ts';
import { readCalendar, readRecordType, readStage } from './manifest-parts.ts';

/**
 * `manifest.json` at the root of a package: what belongs to it. Paths are relative to the manifest.
 * Everything but key, name and process may be left out.
 */
export interface Manifest {
  /** Package key, unique in the installation: small letters, digits, hyphens. */
  key: string;
  name: Text;
  /** BPMN file whose first executable process is the main one. */
  process: string;
  /** Further BPMN files, for processes that are called. */
  processes: string[];
  /** Record type whose owner the instances are; absent = a plain process without a record. */
  recordType?: string;
  recordTypes: RecordType[];
  stages: Stage[];
  /** `.form` files (form-js schema). */
  forms: string[];
  /** `.dmn` files. */
  decisions: string[];
  /** Files of test rows for decisions (`decision-tests.ts`), run by every check. */
  decisionTests: string[];
  /** Calendars of its own, written here or in JSON files. */
  calendars: (CalendarDefinition | string)[];
  /** locale -> JSON file of English text -> translation. */
  texts: { locale: string; path: string }[];
  /** Test cases (`crm/processes/case-file.ts`), run by `perennial check` and before `perennial package publish`. */
  cases: string[];
}

const known = [
  ...['key', 'name', 'process', 'processes', 'recordType', 'recordTypes', 'stages'],
  ...['forms', 'decisions', 'decisionTests', 'calendars', 'texts', 'cases'],
];

export function readManifest(content: string, found: Finding[]): Manifest {
  const file = 'manifest.json';
  const read = jsonReader(file, found);
  const root = read.object(parseJson(content, file, found), 'the file');
  const paths = (name: string) => read.list(root[name], name).map((path, position) => read.text(path, `${name}[${position}]`));
  for (const name of Object.keys(root)) {
    // A key of somebody's own begins with an underscore or a dollar, as `$schema`.
    if (!known.includes(name) && !/^[_$]/.test(name))
      found.push(finding('manifest/unknown-key', 'warning', file, { name, known: known.join(', ') }));
  }
  const key = read.text(root.key, 'key');
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(key)) read.oneOf(undefined, 'key', ['small letters, digits and hyphens, beginning with a letter']);
  return {
    key,
    name: read.text(root.name, 'name'),
    process: read.text(root.process, 'process'),
    processes: paths('processes'),
    recordType: read.optionalText(root.recordType, 'recordType'),
    recordTypes: read.list(root.recordTypes, 'recordTypes').map((each, position) => readRecordType(each, `recordTypes[${position}]`, read)),
    stages: read.list(root.stages, 'stages').map((each, position) => readStage(each, `stages[${position}]`, read)),
    forms: paths('forms'),
    decisions: paths('decisions'),
    decisionTests: paths('decisionTests'),
    calendars: read.list(root.calendars, 'calendars').map((each, position) => {
      return typeof each === 'string' ? each : readCalendar(each, `calendars[${position}]`, read);
    }),
    texts: Object.entries(root.texts === undefined ? {} : read.object(root.texts, 'texts')).map(([locale, path]) => ({
      locale,
      path: read.text(path, `texts.${locale}`),
    })),
    cases: paths('cases'),
  };
}
