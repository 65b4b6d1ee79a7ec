import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { listElements } from '../../../api/contract/processes.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { call } from '../../lib/api/call.ts';
import { useText } from '../../lib/text/text.ts';
import { type MissingStep, targetsFor } from './missing-steps.ts';
import classes from './processes.module.css';
import type { Pair, Tried } from './use-move.ts';

interface Props {
  pair: Pair;
  steps: MissingStep[];
  chosen: Record<string, string | null>;
  tried: Tried | undefined;
  onChoose: (element: string, target: string | null) => void;
}

/** For each step that is gone: where its cases go on, or that they stay. */
export function ChooseTargets({ pair, steps, chosen, tried, onChoose }: Props) {
  const { t } = useText();
  const elements = useQuery({
    queryKey: ['elements', pair.process, pair.to],
    queryFn: ({ signal }) => call(listElements, { params: { process: pair.process }, query: { version: pair.to }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <p>{t('move.gone', { version: pair.to })}</p>
      {elements.isError && <InlineProblem error={elements.error} />}
      {steps.map((step) => {
        const cases = tried?.elements.find(({ element }) => element === step.element)?.cases ?? 0;
        return (
          <Select
            key={step.element}
            className={classes.target}
            label={cases > 0 ? `${step.name} · ${t('move.cases', { count: cases })}` : step.name}
            placeholder={t('move.staysOn', { version: pair.from })}
            clearable
            searchable
            data={elements.data ? targetsFor(step, elements.data.items) : []}
            value={chosen[step.element] === undefined ? step.target : chosen[step.element]}
            onChange={(target) => onChoose(step.element, target)}
          />
        );
      })}
    </>
  );
}
