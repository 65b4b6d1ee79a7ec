import { Select } from '@mantine/core';
import { type Binding, bindingAttributes, bindingOf, bindings, processIds, versionOf } from '../../edit/call.ts';
import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { LazyNumber } from '../lazy-input.tsx';
import { NameInput } from '../name-input.tsx';
import { PackageInput } from '../package-input.tsx';
import { usePanel, useSetAttributes } from '../panel-context.tsx';
import { Question } from '../question.tsx';

/** Which process is called, and which version of it? */
export function Called() {
  const t = useText();
  const { canvas, element, object, files, readOnly } = usePanel();
  const set = useSetAttributes();
  const binding = bindingOf(object);
  const own = binding === 'package';
  // The process itself is no other one to call.
  const alone = own && processIds(files).length < 2;
  return (
    <Question title={t('called')} hint={t(alone ? 'called.alone' : own ? 'called.hint' : 'called.other.hint')}>
      <Select
        aria-label={t('called.version')}
        data={bindings.map((value) => ({ value, label: t(`called.${value}`) }))}
        value={binding}
        onChange={(value) => value && canvas.modeling.updateProperties(element, bindingAttributes(object, value as Binding))}
        allowDeselect={false}
        readOnly={readOnly}
      />
      {!own && (
        <PackageInput
          label={t('called.packageKey')}
          placeholder={t('called.thisPackage')}
          value={text(object, 'perennial:package')}
          onCommit={(key) => set({ 'perennial:package': key })}
          readOnly={readOnly}
        />
      )}
      {binding === 'pinned' && (
        <LazyNumber
          label={t('called.number')}
          value={versionOf(object)}
          min={1}
          max={1_000_000}
          onCommit={(version) => canvas.modeling.updateProperties(element, { 'perennial:version': version ?? undefined })}
          readOnly={readOnly}
        />
      )}
      <NameInput
        label={t('called.process')}
        placeholder={own ? undefined : t('called.main')}
        known={alone ? [] : own || text(object, 'perennial:package') === '' ? processIds(files) : []}
        value={text(object, 'calledElement')}
        onCommit={(calledElement) => set({ calledElement })}
        readOnly={readOnly}
      />
    </Question>
  );
}
