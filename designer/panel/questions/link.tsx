import type { ModdleElement } from '../../canvas/moddle-element.ts';
import { text } from '../../edit/extension.ts';
import { definitionsOf } from '../../edit/kinds.ts';
import { useText } from '../../texts.tsx';
import { NameInput } from '../name-input.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Where does it lead, or where does it arrive? */
export function Link() {
  const t = useText();
  const { canvas, element, object, definition, readOnly } = usePanel();
  if (!definition) return null;
  return (
    <Question title={t(element.type === 'bpmn:IntermediateThrowEvent' ? 'link.throw' : 'link.catch')} hint={t('link.hint')}>
      <NameInput
        aria-label={t('link.name')}
        placeholder={t('link.example')}
        known={linksBeside(object)}
        value={text(definition, 'name')}
        onCommit={(name) => canvas.modeling.updateModdleProperties(element, definition, { name: name || undefined })}
        readOnly={readOnly}
      />
    </Question>
  );
}

/** Names of the links in the same scope: both ends have to lie there. */
function linksBeside(event: ModdleElement): string[] {
  const nodes = (event.$parent?.get('flowElements') ?? []) as ModdleElement[];
  const links = nodes.flatMap(definitionsOf).filter(({ $type }) => $type === 'bpmn:LinkEventDefinition');
  return [...new Set(links.map((link) => text(link, 'name')))].filter(Boolean);
}
