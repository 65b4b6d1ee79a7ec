import { Autocomplete, Button, Checkbox, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { publishMessage } from '../../../api/contract/operations.ts';
import { listEventNames, throwSignal } from '../../../api/contract/signals.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { call } from '../../lib/api/call.ts';
import { serverNow } from '../../lib/clock.ts';
import { shortMoment } from '../../lib/format/dates.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { readPayload } from './payload.ts';
import classes from './start.module.css';
import { keyFor, type Sent } from './start-values.ts';

type Kind = 'signal' | 'message';

/** A signal goes to everybody who waits for its name; a message to the one whose key it carries, or, by choice, to all. */
export function SignalForm({ first, onDone }: { first?: { kind: Kind; name: string }; onDone: () => void }) {
  const { t, locale } = useText();
  const me = useMe();
  const sent = useRef<Sent>(undefined);
  const [kind, setKind] = useState<Kind>(first?.kind ?? 'signal');
  const [name, setName] = useState(first?.name ?? '');
  const [key, setKey] = useState('');
  const [all, setAll] = useState(false);
  const [payload, setPayload] = useState('');
  const names = useQuery({ queryKey: ['event-names'], queryFn: ({ signal }) => call(listEventNames, { signal }) });
  const read = readPayload(payload);
  const send = useMutation({
    mutationFn: async (): Promise<string> => {
      if (!read.ok) throw new Error(t('signal.badPayload', { line: read.line }));
      const body = { name: name.trim(), payload: read.value };
      const id = keyFor(sent, JSON.stringify([kind, body, key, all]));
      if (kind === 'signal') {
        const { outcome, receivers } = await call(throwSignal, { body: { id, ...body } });
        return outcome === 'repeated' ? t('signal.repeated') : t('signal.thrown', { count: receivers ?? 0 });
      }
      const told = await call(publishMessage, { body: { id, ...body, key: key.trim(), receivers: all ? 'all' : 'one' } });
      if (told.outcome === 'held' && told.until)
        return t('signal.held', { at: shortMoment(Date.parse(told.until), locale, me.zone, serverNow()) });
      return told.outcome === 'repeated' ? t('signal.repeated') : t('signal.delivering', { count: told.receivers ?? 1 });
    },
  });
  const touched = () => send.reset();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && read.ok) send.mutate();
  };
  return (
    <form onSubmit={submit} className={classes.form}>
      <SegmentedControl
        aria-label={t('signal.kind')}
        data={[
          { value: 'signal', label: t('signal.signal') },
          { value: 'message', label: t('signal.message') },
        ]}
        value={kind}
        onChange={(value) => {
          setKind(value as Kind);
          touched();
        }}
      />
      <p className="quiet small">{t(kind === 'signal' ? 'signal.signalWhy' : 'signal.messageWhy')}</p>
      <Autocomplete
        label={t('signal.name')}
        required
        maxLength={200}
        data={names.data?.[kind === 'signal' ? 'signals' : 'messages'] ?? []}
        value={name}
        onChange={(value) => {
          setName(value);
          touched();
        }}
        comboboxProps={{ withinPortal: false }}
      />
      {kind === 'message' && (
        <>
          <TextInput
            label={t('signal.key')}
            description={t('signal.keyWhy')}
            maxLength={500}
            value={key}
            onChange={(event) => {
              setKey(event.currentTarget.value);
              touched();
            }}
          />
          <Checkbox label={t('signal.all')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
        </>
      )}
      <Textarea
        label={t('signal.payload')}
        description={t('signal.payloadWhy')}
        autosize
        minRows={2}
        maxRows={10}
        spellCheck={false}
        value={payload}
        error={read.ok ? undefined : t('signal.badPayload', { line: read.line })}
        onChange={(event) => {
          setPayload(event.currentTarget.value);
          touched();
        }}
      />
      {send.isError && <InlineProblem error={send.error} />}
      {send.data && (
        <p role="status" className="line medium">
          <IconCircleCheck size={20} aria-hidden="true" /> {send.data}
        </p>
      )}
      <div className={classes.foot}>
        <Button variant="default" onClick={onDone}>
          {t('close')}
        </Button>
        <Button type="submit" variant="filled" loading={send.isPending} disabled={!name.trim() || !read.ok || send.isSuccess}>
          {t(kind === 'signal' ? 'signal.send' : 'signal.sendMessage')}
        </Button>
      </div>
    </form>
  );
}
