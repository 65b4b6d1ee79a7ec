import { ActionIcon, Button, Checkbox, Kbd, UnstyledButton } from '@mantine/core';
import { IconArrowRight, IconChevronDown, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { destinationOf } from '../../edit/destination.ts';
import { createList, flag, listOf, readExtension, text, writeExtension } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

interface Row {
  value: string;
  name: string;
  requires: string;
  note: boolean;
  nextStep: boolean;
  hint: string;
}

/** Which results? Each with where it leads; a result that leads nowhere says so. */
export function Results() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const [open, setOpen] = useState<string>();
  const extension = readExtension(object, 'perennial:Outcomes');
  const variable = text(extension, 'variable') || 'result';
  const rows: Row[] = listOf(extension, 'outcomes').map((outcome) => ({
    value: text(outcome, 'value'),
    name: text(outcome, 'name'),
    requires: text(outcome, 'requires'),
    note: flag(outcome, 'note'),
    nextStep: flag(outcome, 'nextStep'),
    hint: text(outcome, 'hint'),
  }));

  const save = (next: Row[]) => {
    const ctx = { modeling: canvas.modeling, factory: canvas.factory };
    writeExtension(
      ctx,
      element,
      'perennial:Outcomes',
      next.length
        ? createList(
            ctx,
            'perennial:Outcomes',
            'outcomes',
            'perennial:Outcome',
            next.map((row) => ({ ...row })),
            { variable },
          )
        : null,
    );
  };
  const edit = (index: number, change: Partial<Row>) => save(rows.with(index, { ...rows[index], ...change } as Row));
  const add = () => {
    const value = freeName(rows);
    save([...rows, { value, name: t('results.new'), requires: '', note: false, nextStep: false, hint: '' }]);
    setOpen(value);
  };

  return (
    <Question
      title={t('results')}
      action={
        !readOnly && (
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
            {t('results.add')}
          </Button>
        )
      }
    >
      <ul className="designer-results">
        {rows.map((row, index) => {
          const destination = destinationOf(element, variable, row.value);
          return (
            <li key={row.value}>
              <UnstyledButton
                className="designer-result-row"
                aria-expanded={open === row.value}
                onClick={() => setOpen(open === row.value ? undefined : row.value)}
              >
                <Kbd size="xs">{index + 1}</Kbd>
                <span>{t(row.name || row.value)}</span>
                <IconArrowRight size={14} aria-hidden />
                <span className={destination ? undefined : 'designer-attention'}>{destination ?? t('results.nowhere')}</span>
                <IconChevronDown size={14} aria-hidden />
              </UnstyledButton>
              {open === row.value && (
                <div className="designer-result-edit">
                  <LazyInput label={t('results.name')} value={row.name} onCommit={(name) => edit(index, { name })} readOnly={readOnly} />
                  <LazyInput
                    label={t('results.value')}
                    value={row.value}
                    onCommit={(value) => {
                      edit(index, { value });
                      setOpen(value);
                    }}
                    readOnly={readOnly}
                  />
                  <LazyInput
                    label={t('results.requires')}
                    value={row.requires}
                    onCommit={(requires) => edit(index, { requires })}
                    readOnly={readOnly}
                  />
                  <Checkbox
                    label={t('results.note')}
                    checked={row.note}
                    disabled={readOnly}
                    onChange={(event) => edit(index, { note: event.currentTarget.checked })}
                  />
                  <Checkbox
                    label={t('results.nextStep')}
                    checked={row.nextStep}
                    disabled={readOnly}
                    onChange={(event) => edit(index, { nextStep: event.currentTarget.checked })}
                  />
                  {!readOnly && (
                    <ActionIcon
                      variant="subtle"
                      aria-label={t('results.remove', { name: row.name })}
                      onClick={() => save(rows.toSpliced(index, 1))}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  )}
                </div>
              )}
            </li>
          );
        })}
        {rows.length === 0 && <li className="designer-quiet">{t('results.none')}</li>}
      </ul>
    </Question>
  );
}

function freeName(rows: Row[]): string {
  for (let number = rows.length + 1; ; number += 1) if (!rows.some((row) => row.value === `result${number}`)) return `result${number}`;
}
