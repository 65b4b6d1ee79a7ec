import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { Kbd } from '../../components/kbd.tsx';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { noteRecent } from '../../lib/shell-state.ts';
import { useText } from '../../lib/text/text.ts';
import { useAssign } from '../task/queries.ts';
import { stepName } from '../task/step-name.ts';
import classes from './desk.module.css';
import { type DeskRow, useSuggestions } from './use-desk.ts';

const most = 3;

/** To whom, best first; a digit gives it. The last one is the pool. */
export function GiveTo({ row, onDone }: { row: DeskRow; onDone: () => void }) {
  const { t } = useText();
  const queries = useQueryClient();
  const suggestions = useSuggestions(row.id, true);
  const assign = useAssign();
  const people = (suggestions.data?.items ?? []).filter((person) => person.id !== row.assignee?.id).slice(0, most);
  const give = (assignee: { id: string; name: string } | null) =>
    assign.mutate(
      { task: row, assignee: assignee?.id ?? null },
      {
        onSuccess: () => {
          noteRecent(t('desk.given', { case: row.record?.title ?? stepName(row), to: assignee?.name ?? t('desk.pool') }));
          onDone();
          return queries.invalidateQueries({ queryKey: ['desk'] });
        },
      },
    );
  const choices = [...people, ...(row.assignee ? [null] : [])];
  useKeys(
    choices.map((person, index) => ({ keys: `Digit${index + 1}`, group: 'lists' as const, run: () => give(person), unlisted: true })),
  );
  return (
    <div className={classes.give}>
      <span className="quiet">{t('desk.giveTo')}</span>
      {suggestions.isPending && <span className="quiet">…</span>}
      {choices.map((person, index) => (
        <Button
          key={person?.id ?? 'pool'}
          variant="default"
          autoFocus={index === 0}
          loading={assign.isPending}
          onClick={() => give(person)}
          leftSection={<Kbd keys={`Digit${index + 1}`} />}
        >
          {person?.name ?? t('desk.pool')}
          {person && (
            <span className="quiet small">&nbsp;{person.why || t('desk.load', { open: person.open, capacity: person.capacity })}</span>
          )}
        </Button>
      ))}
      {suggestions.data && choices.length === 0 && <span className="quiet">{t('desk.nobodyElse')}</span>}
      {assign.isError && <InlineProblem error={assign.error} />}
      {suggestions.isError && <InlineProblem error={suggestions.error} />}
    </div>
  );
}
