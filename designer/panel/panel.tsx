import { ActionIcon, Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronRight, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { toCanvas } from '../canvas/keep-in-sight.ts';
import { kindName } from '../canvas/names.ts';
import { useText } from '../texts.tsx';
import { Expert } from './expert.tsx';
import { LazyInput } from './lazy-input.tsx';
import { type PanelContextValue, PanelProvider } from './panel-context.tsx';
import { ProcessFields } from './process-fields.tsx';
import { questions } from './questions.ts';
import { questionsOf } from './questions-of.ts';

/** Questions about what is selected; nothing selected = the process itself (its record's fields and stages). */
export function Panel({ context, cases, onClose }: { context: PanelContextValue | undefined; cases: number; onClose(): void }) {
  const t = useText();
  const [expert, setExpert] = useState(false);
  if (!context) return null;
  const { element, object, manifest } = context;
  const isProcess = /^bpmn:(Process|Collaboration)$/.test(element.type);
  const stage = manifest.stages?.find((entry) => entry.id === object.get('perennial:stage'));
  // Escape is for what was typed, or for an open list, first; then for the panel.
  const leaves = (event: React.KeyboardEvent) => {
    const target = event.target as HTMLElement;
    const busy = target.dataset.mantineStopPropagation === 'true' || target.getAttribute('aria-expanded') === 'true';
    if (event.key === 'Escape' && !busy && !event.defaultPrevented) toCanvas(context.canvas);
  };
  return (
    <PanelProvider value={context}>
      <aside className="designer-panel" data-pane="panel" tabIndex={-1} aria-label={t('panel')} onKeyDown={leaves}>
        <header className="designer-panel-head">
          <LazyInput
            aria-label={t('name')}
            variant="unstyled"
            classNames={{ input: 'designer-panel-title' }}
            placeholder={t('name.none')}
            value={String((isProcess ? manifest.name : object.get('name')) ?? '')}
            readOnly={context.readOnly || isProcess}
            onCommit={(name) => context.canvas.modeling.updateLabel(element, name)}
          />
          {!isProcess && (
            <ActionIcon variant="subtle" aria-label={t('panel.close')} onClick={onClose}>
              <IconX size={16} />
            </ActionIcon>
          )}
          <p className="designer-hint">
            {stage && <span className="designer-dot" style={{ background: `var(--stage-${stage.color})` }} />}
            {[kindName(t, object), stage && t('panel.stage', { stage: t(stage.name) }), cases > 0 && t('panel.cases', { count: cases })]
              .filter(Boolean)
              .join(', ')}
          </p>
        </header>
        <div className="designer-panel-body">
          {isProcess ? (
            <ProcessFields />
          ) : (
            questionsOf(element).map(({ name, definition }, index) => {
              const Question = questions[name];
              if (!Question) return null;
              const key = `${element.id}-${name}-${definition ? index : ''}`;
              if (!definition) return <Question key={key} />;
              return (
                <PanelProvider key={key} value={{ ...context, definition }}>
                  <Question />
                </PanelProvider>
              );
            })
          )}
          <UnstyledButton className="designer-expert-toggle" aria-expanded={expert} onClick={() => setExpert(!expert)}>
            <IconChevronRight size={16} style={{ rotate: expert ? '90deg' : undefined }} />
            <b>{t('expert')}</b> <span className="designer-quiet">{t('expert.hint')}</span>
          </UnstyledButton>
          <Collapse expanded={expert}>
            <Expert />
          </Collapse>
        </div>
      </aside>
    </PanelProvider>
  );
}
