import { Kbd, Tabs, UnstyledButton } from '@mantine/core';
import type { Canvas } from './canvas/create-modeler.ts';
import { Outline } from './outline/outline.tsx';
import { ProblemList } from './problems/problem-list.tsx';
import { useText } from './texts.tsx';
import type { Problem } from './types.ts';

interface Props {
  tab: 'problems' | 'outline';
  onTab(tab: 'problems' | 'outline'): void;
  problems: Problem[];
  currentProblem: number;
  openProblem(index: number): void;
  canvas: Canvas | undefined;
  revision: number;
  selected: string | undefined;
  select(id: string): void;
  toCanvas(): void;
}

/** Below the canvas: what keeps from publishing, and the diagram as a list. */
export function Bottom({ tab, onTab, problems, currentProblem, openProblem, canvas, revision, selected, select, toCanvas }: Props) {
  const t = useText();
  return (
    <Tabs
      value={tab}
      onChange={(value) => onTab(value === 'outline' ? 'outline' : 'problems')}
      className="designer-bottom"
      data-pane="bottom"
      tabIndex={-1}
      keepMounted={false}
    >
      <div className="designer-bottom-head">
        <Tabs.List>
          <Tabs.Tab value="problems" rightSection={<span className="designer-quiet">{problems.length}</span>}>
            {t('problems')}
          </Tabs.Tab>
          <Tabs.Tab value="outline" rightSection={<Kbd size="xs">O</Kbd>}>
            {t('outline')}
          </Tabs.Tab>
        </Tabs.List>
        {problems.length > 0 && (
          <UnstyledButton className="designer-next" onClick={() => openProblem((currentProblem + 1) % problems.length)}>
            {t('problems.next')} <Kbd size="xs">F8</Kbd>
          </UnstyledButton>
        )}
      </div>
      <Tabs.Panel value="problems">
        <ProblemList
          problems={problems}
          // A way without a name is told by where it leads, which the message says; its id tells nobody anything.
          nameOf={(id) => canvas?.registry.get(id)?.businessObject.name || (canvas?.registry.get(id)?.waypoints ? '' : id)}
          current={currentProblem}
          onOpen={openProblem}
        />
      </Tabs.Panel>
      <Tabs.Panel value="outline">
        {canvas && <Outline canvas={canvas} revision={revision} selected={selected} onSelect={select} onLeave={toCanvas} />}
      </Tabs.Panel>
    </Tabs>
  );
}
