import { MultiSelect } from '@mantine/core';
import { createList, listOf, readExtension, text, writeExtension } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { recordFields, usePanel } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** What must be there before it ends? Record fields; a field's condition (`when`) is kept when others change. */
export function MustHave() {
  const t = useText();
  const { canvas, element, object, manifest, readOnly } = usePanel();
  const fields = listOf(readExtension(object, 'perennial:RequiredFields'), 'fields').map((field) => ({
    name: text(field, 'name'),
    when: text(field, 'when'),
  }));
  const known = recordFields(manifest);
  const choices = [
    ...known,
    ...fields.filter((field) => !known.some(({ value }) => value === field.name)).map(({ name }) => ({ value: name, label: name })),
  ];
  const change = (names: string[]) => {
    const ctx = { modeling: canvas.modeling, factory: canvas.factory };
    const rows = names.map((name) => fields.find((field) => field.name === name) ?? { name, when: '' });
    writeExtension(
      ctx,
      element,
      'perennial:RequiredFields',
      rows.length ? createList(ctx, 'perennial:RequiredFields', 'fields', 'perennial:Field', rows) : null,
    );
  };
  return (
    <Question title={t('mustHave')}>
      <MultiSelect
        aria-label={t('mustHave')}
        placeholder={fields.length ? '' : t('mustHave.nothing')}
        data={choices.map(({ value, label }) => ({ value, label: t(label) }))}
        value={fields.map((field) => field.name)}
        onChange={change}
        searchable
        readOnly={readOnly}
      />
    </Question>
  );
}
