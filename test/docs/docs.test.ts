import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileBpmn } from '../../engine/model/index.ts';
import { type ElementDocs, elementDocs } from './elements.ts';
import { compileExample } from './example.ts';
import { draftOf, pageOf } from './page.ts';
import { stampOf } from './pictures.ts';
import { readSubjects, root, type Subject } from './subjects.ts';

const folder = join(root, 'docs/elements');
const stored = (path: string) => readFileSync(join(folder, path), 'utf8');
const anew = 'run `npm run docs:elements`';

describe('docs/elements', () => {
  let docs: ElementDocs;
  beforeAll(async () => {
    docs = await elementDocs();
  });

  test('every page is what the engine says now', () => {
    for (const [path, text] of docs.pages) expect(stored(path), `${path}: ${anew}`).toBe(text);
  });

  test('there is nothing else', () => {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    expect(paths.sort(), anew).toEqual([...docs.pages.keys(), ...docs.pictures.map((picture) => picture.path)].sort());
  });

  test('every picture is of the model as it is now, light, and names who drew it', () => {
    for (const picture of docs.pictures) {
      const svg = stored(picture.path);
      expect(svg, `${picture.path}: ${anew}`).toContain(stampOf(picture));
      expect(svg).toContain('created with bpmn-js / http://bpmn.io');
      expect(svg).not.toMatch(/file:|data:|<script|\/(tmp|home|root|work)\//);
      expect(svg.length).toBeLessThan(40_000);
    }
  });

  test('every example on a page compiles, and all it says of ours is read', async () => {
    const told = new Set(
      [...docs.pages.values()].flatMap((text) => [...text.matchAll(/\| `<(perennial:\w+)>` \|/g)].map((match) => match[1])),
    );
    let examples = 0;
    for (const path of docs.pages.keys()) {
      const blocks = [...stored(path).matchAll(/```(xml|json)\n([\s\S]*?)\n```/g)].map((match) => match[2] as string);
      const models = blocks.filter((block) => block.includes('<bpmn:definitions'));
      const others = blocks.filter((block) => !models.includes(block)).map((content) => ({ path: 'example.dmn', content }));
      for (const xml of models) {
        examples += 1;
        expect(await compileExample({ xml, others }), path).toMatchObject({ ok: true });
        for (const [, tag] of xml.matchAll(/<(perennial:\w+)/g)) expect(told, `${path}: ${tag} is read by nothing`).toContain(tag);
      }
    }
    expect(examples).toBeGreaterThanOrEqual(docs.drafts.length);
  });
});

describe('what has no example of its own', () => {
  const without = (subject: Subject): Subject => ({ ...subject, folder: '/nowhere' });

  test('gets the plainest one, if that may be published', async () => {
    const subjects = await readSubjects();
    const plain = ['task', 'user-task', 'sub-process', 'timer', 'message'];
    const drawn = new Map<string, string>();
    for (const name of plain) {
      const subject = subjects.find((each) => each.name === name) as Subject;
      try {
        const draft = await draftOf(without(subject));
        drawn.set(name, pageOf(draft, { elements: [], activities: [] }));
        expect(await compileBpmn(draft.examples[0]?.xml ?? '')).toMatchObject({ ok: true });
      } catch (error) {
        drawn.set(name, (error as Error).message);
      }
    }
    expect(drawn.get('task')).toContain('<bpmn:task id="this" />');
    expect(drawn.get('user-task')).toContain('perennial:candidateGroups');
    expect(drawn.get('timer')).toContain('<bpmn:timeDuration');
    expect(drawn.get('message')).toContain('start of an event subprocess, non-interrupting');
    expect(drawn.get('sub-process')).toMatch(/write or mend engine\/elements\/sub-process\/example\.bpmn/);
  });

  test('a trait is told to bring one', async () => {
    const trait = (await readSubjects()).find((each) => each.group === 'traits') as Subject;
    await expect(draftOf(without(trait))).rejects.toThrow(`engine/traits/${trait.name} has no example.bpmn`);
  });
});
