import { ActionIcon, Button, Checkbox } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { createList, flag, listOf, readExtension, text, writeExtension } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** What to do? Items that say what and how; required ones must be ticked. */
export function Checklist() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const rows = listOf(readExtension(object, 'perennial:Checklist'), 'items').map((item) => ({
    id: text(item, 'id'),
    text: text(item, 'text'),
    required: flag(item, 'required'),
  }));
  const save = (next: typeof rows) => {
    const ctx = { modeling: canvas.modeling, factory: canvas.factory };
    writeExtension(
      ctx,
      element,
      'perennial:Checklist',
      next.length ? createList(ctx, 'perennial:Checklist', 'items', 'perennial:Item', next) : null,
    );
  };
  const add = () => {
    let number = rows.length + 1;
    while (rows.some((row) => row.id === `item${number}`)) number += 1;
    save([...rows, { id: `item${number}`, text: t('checklist.new'), required: false }]);
  };
  return (
    <Question
      title={t('checklist')}
      action={
        !readOnly && (
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
            {t('checklist.add')}
          </Button>
        )
      }
    >
      {rows.map((row, index) => (
        <div className="designer-row" key={row.id}>
          <Checkbox
            aria-label={t('checklist.required')}
            title={t('checklist.required')}
            checked={row.required}
            disabled={readOnly}
            onChange={(event) => save(rows.with(index, { ...row, required: event.currentTarget.checked }))}
          />
          <LazyInput
            className="designer-grow"
            aria-label={t('checklist.text')}
            value={row.text}
            onCommit={(value) => save(rows.with(index, { ...row, text: value }))}
            readOnly={readOnly}
          />
          {!readOnly && (
            <ActionIcon variant="subtle" aria-label={t('checklist.remove')} onClick={() => save(rows.toSpliced(index, 1))}>
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {rows.length === 0 && <p className="designer-quiet">{t('checklist.none')}</p>}
    </Question>
  );
}
