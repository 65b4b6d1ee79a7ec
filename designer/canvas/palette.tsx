import { Kbd, UnstyledButton } from '@mantine/core';
import { IconBolt, IconCircleDot, IconClock, IconDots, IconGitFork, IconTable, IconUser } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useText } from '../texts.tsx';
import { type Choice, choiceGroups, findChoices } from './choices.ts';
import type { Canvas } from './create-modeler.ts';
import { FinderPopover } from './finder-popover.tsx';
import { toCanvas } from './keep-in-sight.ts';
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
    // One goes on with what was added, or with what was selected before.
    toCanvas(canvas);
  };
  const word = useRef<HTMLButtonElement>(null);
  const box = open && !anchor ? word.current?.getBoundingClientRect() : undefined;
  const at = anchor ?? { x: box?.right ?? 0, y: box?.top ?? 0 };
  const found = findChoices(query, t);
  const choose = (event: React.KeyboardEvent | React.MouseEvent, { creation }: Choice) => {
    if (start(event, creation) === false) setStepless(true);
    else close();
  };
  const rowOf = (choice: Choice) => ({
    key: choice.key,
    name: choice.name(t),
    icon: <span className={`designer-more-icon bpmn-icon-${choice.glyph}`} aria-hidden />,
  });
  // As long as nothing is typed they stand under headings; what was found stands best first.
  const sections = query.trim()
    ? [{ group: '', rows: found }]
    : choiceGroups.map((group) => ({ group, rows: found.filter((choice) => choice.group === group) }));
  return (
    <nav className="designer-palette" data-pane="palette" tabIndex={-1} aria-label={t('palette')}>
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
      <FinderPopover
        opened={open}
        at={at}
        onClose={close}
        label={t('palette.search')}
        query={query}
        onQuery={setQuery}
        sections={sections.map(({ group, rows }) => ({ title: group && t(`group.${group}`), rows: rows.map(rowOf) }))}
        none={t('palette.none')}
        error={stepless && t('palette.selectStep')}
        onChoose={(event, key) => {
          const choice = found.find((each) => each.key === key);
          if (choice) choose(event, choice);
        }}
      />
    </nav>
  );
}
