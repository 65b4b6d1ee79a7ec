import { Button, Select } from '@mantine/core';
import { text } from '../../edit/extension.ts';
import { formNameFor, newForm, readForms } from '../../edit/forms.ts';
import { useText } from '../../texts.tsx';
import { usePanel, useSetAttributes } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** What is asked? The task's form, chosen or made. */
export function FormQuestion() {
  return <FormChoice attribute="perennial:form" />;
}

/** The form that this attribute of the selected element names. */
export function FormChoice({ attribute, hint }: { attribute: string; hint?: string }) {
  const t = useText();
  const { object, files, setFiles, openForm, readOnly } = usePanel();
  const set = useSetAttributes();
  const forms = readForms(files);
  const current = text(object, attribute);
  const make = () => {
    const id = formNameFor(files, object);
    setFiles((before) => newForm(before, id));
    set({ [attribute]: id });
    openForm(id);
  };
  return (
    <Question
      title={t('form')}
      hint={hint}
      action={
        current ? (
          <Button variant="subtle" size="compact-sm" onClick={() => openForm(current)}>
            {t('form.open')}
          </Button>
        ) : (
          !readOnly && (
            <Button variant="subtle" size="compact-sm" onClick={make}>
              {t('form.make')}
            </Button>
          )
        )
      }
    >
      <Select
        aria-label={t('form')}
        placeholder={t('form.none')}
        clearable
        data={[...new Set([...forms.map((form) => form.id), ...(current ? [current] : [])])]}
        value={current || null}
        readOnly={readOnly}
        onChange={(form) => set({ [attribute]: form ?? '' })}
      />
    </Question>
  );
}
