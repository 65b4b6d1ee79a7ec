import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Locale, type Translate, translator } from './translator.ts';
import type { PackageFile } from './types.ts';

export { type Locale, type Translate, translator };

const TextContext = createContext<Translate>((key) => key);

export function TextProvider({ locale, files, children }: { locale: Locale; files: PackageFile[]; children: ReactNode }) {
  // The package's own translations, as they were loaded: stages, results and fields in the reader's language.
  const own = files.find((file) => file.path === `texts/${locale}.json`)?.content;
  const translate = useMemo(() => translator(locale, namesIn(own)), [locale, own]);
  return <TextContext.Provider value={translate}>{children}</TextContext.Provider>;
}

function namesIn(content: string | undefined): ReadonlyMap<string, string> {
  try {
    const table: unknown = JSON.parse(content ?? '{}');
    return new Map(Object.entries(table ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return new Map(); // the check names it
  }
}

export function useText(): Translate {
  return useContext(TextContext);
}
