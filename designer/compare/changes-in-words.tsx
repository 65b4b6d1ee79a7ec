import { useEffect, useState } from 'react';
import { compilePackage } from '../../engine/model/compile-package.ts';
import { TextProvider, useText } from '../texts.tsx';
import type { PackageFile } from '../types.ts';
import { type Change, changesBetween } from './changes.ts';
import { sentence } from './sentence.ts';

interface Props {
  /** Files of the version that runs; undefined = there is none yet. */
  before: PackageFile[] | undefined;
  after: PackageFile[];
  jobTypes: string[];
  locale: 'en' | 'ru' | 'pl';
}

const shown = 12;

/** What a publication changes, one line each: new, gone, changed from what to what. */
export function ChangesInWords(props: Props) {
  return (
    <TextProvider locale={props.locale} files={props.after}>
      <List {...props} />
    </TextProvider>
  );
}

function List({ before, after, jobTypes }: Props) {
  const t = useText();
  const [changes, setChanges] = useState<Change[]>();
  useEffect(() => {
    let current = true;
    void compareFiles(before, after, jobTypes).then((found) => current && setChanges(found));
    return () => {
      current = false;
    };
  }, [before, after, jobTypes]);
  if (!changes) return null;
  return (
    <section>
      <h3>{before ? t('changes', { count: changes.length }) : t('changes.first')}</h3>
      <ul>
        {changes.slice(0, shown).map((change) => (
          <li key={`${change.sign}${change.what}${change.name}${change.about}`}>
            <code aria-hidden>{change.sign}</code> {sentence(change, t)}
          </li>
        ))}
        {changes.length > shown && <li>{t('changes.more', { count: changes.length - shown })}</li>}
        {before && changes.length === 0 && <li>{t('changes.none')}</li>}
      </ul>
    </section>
  );
}

async function compareFiles(before: PackageFile[] | undefined, after: PackageFile[], jobTypes: string[]): Promise<Change[]> {
  if (!before) return [];
  const [old, now] = await Promise.all([before, after].map((files) => compilePackage(files, { hash: '', jobTypes })));
  return old?.ok && now?.ok ? changesBetween(old.package, now.package) : [];
}
