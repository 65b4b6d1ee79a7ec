import { text } from '../../edit/extension.ts';
import { useText } from '../../texts.tsx';
import { usePanel } from '../panel-context.tsx';
import { FormChoice } from './form.tsx';

/** What is asked of whoever starts a case? A process with a record asks for the record's fields instead. */
export function StartForm() {
  const t = useText();
  const { manifest, object } = usePanel();
  if (manifest.recordType && text(object, 'perennial:startForm') === '') return null;
  return <FormChoice attribute="perennial:startForm" hint={t(manifest.recordType ? 'startForm.record' : 'startForm.hint')} />;
}
