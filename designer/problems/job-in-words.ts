import * as definitions from '../../activities/jobs/definitions.ts';
import type { Finding } from '../../engine/elements/element.ts';
import type { Translate } from '../texts.tsx';

/** A finding about what a job gets, with job type and input called as the panel calls them. */
export function jobInWords(finding: Finding, t: Translate): Finding {
  const { rule, params } = finding;
  if (rule !== 'job/input-missing' || !params) return finding;
  const definition = Object.values(definitions).find(({ type }) => type === params.type);
  const field = definition?.fields.find(({ name }) => name === params.input);
  const said = (key: string, otherwise: string) => (t(key) === key ? otherwise : t(key));
  if (!definition || !field) return finding;
  return {
    ...finding,
    params: {
      ...params,
      type: said(`job.type.${definition.type}`, definition.title),
      input: said(`job.input.${definition.type}.${field.name}`, field.label),
    },
  };
}
