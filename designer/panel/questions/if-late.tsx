import { ActionIcon, Button, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { createList, listOf, readExtension, text, writeExtension } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

const moments = ['warn', 'late', 'late+PT1H', 'late+PT4H', 'late+P1D', 'late+P2D'];

/** If late? Sentences: tell whom, when. */
export function IfLate() {
  const t = useText();
  const { canvas, element, object, catalogue, readOnly } = usePanel();
  const rows = listOf(readExtension(object, 'perennial:Alerts'), 'alerts').map((alert) => ({
    at: text(alert, 'at'),
    to: text(alert, 'to'),
    level: text(alert, 'level'),
  }));
  const save = (next: typeof rows) => {
    const ctx = { modeling: canvas.modeling, factory: canvas.factory };
    writeExtension(
      ctx,
      element,
      'perennial:Alerts',
      next.length
        ? createList(
            ctx,
            'perennial:Alerts',
            'alerts',
            'perennial:Alert',
            next.map((row, index) => ({ ...row, level: row.level || `level${index + 1}` })),
          )
        : null,
    );
  };
  const names = catalogue.groupNames ?? {};
  const nameOf = (group: string) => (Object.hasOwn(names, group) ? names[group] : undefined) ?? group;
  const people = [...new Set(['assignee', 'supervisor', ...catalogue.groups, ...rows.map((row) => row.to)])];
  return (
    <Question
      title={t('ifLate')}
      action={
        !readOnly && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} />}
            onClick={() => save([...rows, { at: 'late', to: 'supervisor', level: '' }])}
          >
            {t('ifLate.add')}
          </Button>
        )
      }
    >
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: alerts have no name of their own; their order is their identity.
        <div className="designer-alert" key={index}>
          <Select
            aria-label={t('ifLate.to')}
            data={people.map((value) => ({ value, label: t(`to.${value}`) === `to.${value}` ? nameOf(value) : t(`to.${value}`) }))}
            value={row.to}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(to) => save(rows.with(index, { ...row, to: to ?? row.to }))}
          />
          <Select
            aria-label={t('ifLate.at')}
            data={[...new Set([...moments, row.at])].map((value) => ({
              value,
              label: t(`at.${value}`) === `at.${value}` ? value : t(`at.${value}`),
            }))}
            value={row.at}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(at) => save(rows.with(index, { ...row, at: at ?? row.at }))}
          />
          {!readOnly && (
            <ActionIcon variant="subtle" aria-label={t('ifLate.remove')} onClick={() => save(rows.toSpliced(index, 1))}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {rows.length === 0 && <p className="designer-quiet">{t('ifLate.nobody')}</p>}
    </Question>
  );
}
