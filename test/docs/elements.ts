import { indexPage } from './index-page.ts';
import { commonOf, type Draft, draftOf, pageOf } from './page.ts';
import { type Picture, picturesOf } from './pictures.ts';
import { pagePath, readSubjects } from './subjects.ts';

/** What `docs/elements` holds: pages by path, and the models of the pictures. */
export interface ElementDocs {
  pages: Map<string, string>;
  pictures: Picture[];
  drafts: Draft[];
}

export async function elementDocs(): Promise<ElementDocs> {
  const subjects = await readSubjects();
  const drafts: Draft[] = [];
  const pictures: Picture[] = [];
  for (const subject of subjects) {
    drafts.push(await draftOf(subject));
    pictures.push(...(await picturesOf(subject)));
  }
  const common = commonOf(drafts);
  const pages = new Map(drafts.map((draft) => [pagePath(draft.subject), pageOf(draft, common)]));
  pages.set('README.md', indexPage(subjects, common));
  return { pages, pictures, drafts };
}
