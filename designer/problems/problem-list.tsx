import { UnstyledButton } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useText } from '../texts.tsx';
import type { Problem } from '../types.ts';

/** Sentences; a click goes to the element. Errors keep from publishing, warnings do not. */
export function ProblemList({
  problems,
  nameOf,
  current,
  onOpen,
}: {
  problems: Problem[];
  nameOf(element: string): string;
  current: number;
  onOpen(index: number): void;
}) {
  const t = useText();
  /** What it is about, where the sentence does not say it by itself. */
  const unsaid = ({ element, message }: Problem) => {
    const name = element && nameOf(element);
    return name && !message.includes(name) && !message.includes(element) ? name : undefined;
  };
  if (problems.length === 0) {
    return (
      <p className="designer-quiet designer-pad designer-row">
        <IconCircleCheck size={16} aria-hidden /> {t('problems.none')}
      </p>
    );
  }
  return (
    <ul className="designer-problems">
      {problems.map((problem, index) => {
        const Icon = problem.severity === 'error' ? IconAlertCircle : IconInfoCircle;
        return (
          <li key={`${problem.rule}-${problem.element}-${problem.message}`} aria-current={index === current}>
            <UnstyledButton className="designer-problem" onClick={() => onOpen(index)}>
              <Icon size={16} aria-label={t(`problems.${problem.severity}`)} />
              <span>
                {unsaid(problem) && <b>{unsaid(problem)}: </b>}
                {problem.message}
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
