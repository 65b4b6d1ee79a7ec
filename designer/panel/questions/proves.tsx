import { ActionIcon, Button, Checkbox, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { createList, flag, listOf, readExtension, text, writeExtension } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyInput } from '../lazy-input.tsx';
import { usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** What proves it? Files or photos, with place if wanted. */
export function Proves() {
  const t = useText();
  const { canvas, element, object, readOnly } = usePanel();
  const rows = listOf(readExtension(object, 'perennial:Evidence'), 'proofs').map((proof) => ({
    id: text(proof, 'id'),
    text: text(proof, 'text'),
    kind: text(proof, 'kind') || 'file',
    required: flag(proof, 'required'),
    place: flag(proof, 'place'),
    when: text(proof, 'when'),
  }));
  const save = (next: typeof rows) => {
    const ctx = { modeling: canvas.modeling, factory: canvas.factory };
    writeExtension(
      ctx,
      element,
      'perennial:Evidence',
      next.length ? createList(ctx, 'perennial:Evidence', 'proofs', 'perennial:Proof', next) : null,
    );
  };
  const add = () =>
    save([...rows, { id: `proof${rows.length + 1}`, text: t('proves.new'), kind: 'file', required: true, place: false, when: '' }]);
  return (
    <Question
      title={t('proves')}
      action={
        !readOnly && (
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
            {t('proves.add')}
          </Button>
        )
      }
    >
      {rows.map((row, index) => (
        <div className="designer-proof" key={row.id}>
          <LazyInput
            aria-label={t('proves.text')}
            value={row.text}
            onCommit={(value) => save(rows.with(index, { ...row, text: value }))}
            readOnly={readOnly}
          />
          <Select
            aria-label={t('proves.kind')}
            data={['file', 'photo'].map((value) => ({ value, label: t(`proves.${value}`) }))}
            value={row.kind}
            allowDeselect={false}
            readOnly={readOnly}
            onChange={(kind) => save(rows.with(index, { ...row, kind: kind ?? 'file' }))}
          />
          {!readOnly && (
            <ActionIcon variant="subtle" aria-label={t('proves.remove')} onClick={() => save(rows.toSpliced(index, 1))}>
              <IconX size={16} />
            </ActionIcon>
          )}
          <Checkbox
            label={t('proves.required')}
            checked={row.required}
            disabled={readOnly}
            onChange={(event) => save(rows.with(index, { ...row, required: event.currentTarget.checked }))}
          />
          {row.kind === 'photo' && (
            <Checkbox
              label={t('proves.place')}
              checked={row.place}
              disabled={readOnly}
              onChange={(event) => save(rows.with(index, { ...row, place: event.currentTarget.checked }))}
            />
          )}
        </div>
      ))}
      {rows.length === 0 && <p className="designer-quiet">{t('proves.none')}</p>}
    </Question>
  );
}
