import { Kbd, Popover, TextInput, UnstyledButton } from '@mantine/core';
import { IconBolt, IconCircleDot, IconClock, IconDots, IconGitFork, IconTable, IconUser } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useText } from '../texts.tsx';
import { type Choice, choiceGroups, findChoices } from './choices.ts';
import type { Canvas } from './create-modeler.ts';
import { typeText } from './names.ts';
import { place } from './place.ts';
import type { Creation } from './shapes.ts';

const words: { key: string; icon: typeof IconUser; creation: Creation }[] = [
  { key: 'step', icon: IconUser, creation: { type: 'bpmn:UserTask' } },
  { key: 'auto', icon: IconBolt, creation: { type: 'bpmn:ServiceTask' } },
  { key: 'decide', icon: IconTable, creation: { type: 'bpmn:ExclusiveGateway' } },
  { key: 'wait', icon: IconClock, creation: { type: 'bpmn:IntermediateCatchEvent', definitions: ['bpmn:TimerEventDefinition'] } },
  { key: 'split', icon: IconGitFork, creation: { type: 'bpmn:ParallelGateway' } },
  { key: 'end', icon: IconCircleDot, creation: { type: 'bpmn:EndEvent' } },
];

/** Six plain words; "More" finds every element the engine knows by plain synonyms (bpmn-io/bpmn-js#1627). */
export function Palette({
  canvas,
  disabled,
  open,
  anchor,
  onOpen,
}: {
  canvas: Canvas | undefined;
  disabled: boolean;
  open: boolean;
  /** Where the search opens, in the window: beside what is selected. Absent = beside its word. */
  anchor?: { x: number; y: number };
  onOpen(open: boolean): void;
}) {
  const t = useText();
  const [query, setQuery] = useState('');
  const [stepless, setStepless] = useState(false);
  const start = (event: React.PointerEvent | React.KeyboardEvent | React.MouseEvent, creation: Creation) =>
    canvas && place(canvas, event.nativeEvent, creation);
  const close = () => {
    onOpen(false);
    setQuery('');
    setStepless(false);
  };
  const word = useRef<HTMLButtonElement>(null);
  const box = open && !anchor ? word.current?.getBoundingClientRect() : undefined;
  const at = anchor ?? { x: box?.right ?? 0, y: box?.top ?? 0 };
  const found = findChoices(query, t);
  const choose = (event: React.KeyboardEvent | React.MouseEvent, { creation }: Choice) => {
    if (start(event, creation) === false) setStepless(true);
    else close();
  };
  // As long as nothing is typed they stand under headings; what was found stands best first.
  const sections = query.trim()
    ? [{ group: '', rows: found }]
    : choiceGroups.map((group) => ({ group, rows: found.filter((choice) => choice.group === group) }));
  return (
    <nav className="designer-palette" aria-label={t('palette')}>
      {words.map(({ key, icon: Icon, creation }) => (
        <UnstyledButton
          key={key}
          className="designer-palette-word"
          disabled={disabled}
          onClick={(event) => start(event, creation)}
          draggable
          onDragStart={(event) => {
            event.preventDefault();
            start(event, creation);
          }}
          title={`${t(typeText(creation.type))}. ${t(`palette.${key}.hint`)}`}
        >
          <Icon size={20} stroke={1.5} />
          {t(`palette.${key}`)}
        </UnstyledButton>
      ))}
      <UnstyledButton
        ref={word}
        className="designer-palette-word designer-palette-more"
        disabled={disabled}
        onClick={() => onOpen(!open)}
        aria-expanded={open}
      >
        <IconDots size={20} stroke={1.5} />
        {t('palette.more')}
        <Kbd size="xs">N</Kbd>
      </UnstyledButton>
      <Popover
        opened={open}
        onChange={(now) => !now && close()}
        position="right-start"
        width={300}
        trapFocus
        withinPortal
        withRoles={false}
      >
        <Popover.Target>
          <span aria-hidden className="designer-anchor" style={{ left: at.x, top: at.y }} />
        </Popover.Target>
        <Popover.Dropdown p="xs" role="dialog" aria-label={t('palette.search')}>
          <TextInput
            data-autofocus
            aria-label={t('palette.search')}
            placeholder={t('palette.search')}
            value={query}
            onChange={(event) => setQuery(event.currentTarget.value)}
            error={stepless && t('palette.selectStep')}
            onKeyDown={(event) => {
              const first = found[0];
              if (event.key === 'Enter' && first) choose(event, first);
            }}
          />
          <ul className="designer-more-list">
            {sections.map(({ group, rows }) => (
              <Section key={group} title={group && t(`group.${group}`)} rows={rows} onChoose={choose} />
            ))}
            {found.length === 0 && <li className="designer-quiet">{t('palette.none')}</li>}
          </ul>
        </Popover.Dropdown>
      </Popover>
    </nav>
  );
}

function Section({ title, rows, onChoose }: { title: string; rows: Choice[]; onChoose(event: React.MouseEvent, choice: Choice): void }) {
  const t = useText();
  return (
    <>
      {title && (
        <li className="designer-more-group" aria-hidden>
          {title}
        </li>
      )}
      {rows.map((choice) => (
        <li key={choice.key}>
          <UnstyledButton className="designer-more-item" onClick={(event) => onChoose(event, choice)}>
            <span className={`designer-more-icon bpmn-icon-${choice.glyph}`} aria-hidden />
            <span>{choice.name(t)}</span>
          </UnstyledButton>
        </li>
      ))}
    </>
  );
}
