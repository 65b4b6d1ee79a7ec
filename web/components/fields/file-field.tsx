import { ActionIcon } from '@mantine/core';
import { IconCamera, IconFile, IconUpload, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { uploadFile } from '../../../api/contract/operations.ts';
import { upload } from '../../lib/api/call.ts';
import { ApiError, problemOf } from '../../lib/api/problem.ts';
import { bytes } from '../../lib/format/numbers.ts';
import { useText } from '../../lib/text/text.ts';
import { problemText } from '../problem-text.ts';
import { errorText } from './error-text.tsx';
import { type FieldProps, inputName } from './field-props.ts';
import classes from './fields.module.css';
import { Label } from './label.tsx';

export interface Uploaded {
  id: string;
  name: string;
  size: number;
}

/** The value is the file's id; its name is kept as the words, so that a draft found again still says it. */
export function FileField(props: FieldProps) {
  const { t } = useText();
  const id = typeof props.value === 'string' && props.value ? props.value : null;
  return (
    <Upload
      name={inputName(props.field.key)}
      label={props.field.label}
      required={props.required}
      aside={props.aside}
      error={props.error}
      record={props.record}
      file={id ? { id, name: props.words || t('file.kept'), size: 0 } : null}
      onUploaded={(file) => props.onChange(file.id, file.name)}
      onRemove={() => props.onChange(null, '')}
    />
  );
}

/** Choose, drop or paste; on a phone a photo is taken at once. Place is asked for only where the step wants it. */
export function Upload(props: {
  name: string;
  label: string;
  required: boolean;
  aside?: string;
  error?: string;
  file: Uploaded | null;
  photo?: boolean;
  withPlace?: boolean;
  record?: string;
  onUploaded: (file: Uploaded) => void;
  onRemove: () => void;
}) {
  const { t, locale } = useText();
  const [over, setOver] = useState(false);
  const sending = useMutation({
    mutationFn: async (file: File) => {
      // Said before it is sent: the step would refuse it.
      if (props.photo && !file.type.startsWith('image/')) throw refused('badImage');
      const where = props.withPlace ? await whereAmI() : {};
      if (!where) throw refused('noPlace');
      return upload(uploadFile, file, { record: props.record, ...where });
    },
    onSuccess: (stored) => props.onUploaded({ id: stored.id, name: stored.name, size: stored.size }),
  });
  const take = (file: File | undefined) => file && sending.mutate(file);
  const Icon = props.file ? IconFile : props.photo ? IconCamera : IconUpload;
  const error = props.error ?? (sending.isError ? problemText(problemOf(sending.error), t) : undefined);
  return (
    <div>
      <Label required={props.required} aside={props.aside}>
        {props.label}
      </Label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an addition; the input inside does the same for everybody */}
      <div
        className={classes.file}
        data-filled={props.file ? true : undefined}
        data-over={over || undefined}
        data-error={error ? true : undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
        onPaste={(event) => take(event.clipboardData.files[0])}
      >
        <label className={classes.fileName}>
          <Icon size={16} aria-hidden="true" />
          <span className="grow cut" title={props.file?.name}>
            {sending.isPending ? t('file.sending') : (props.file?.name ?? t(props.photo ? 'file.choosePhoto' : 'file.choose'))}
          </span>
          {props.file && props.file.size > 0 && <span className="quiet small nowrap">{bytes(props.file.size, locale)}</span>}
          <input
            type="file"
            name={props.name}
            aria-label={props.label}
            accept={props.photo ? 'image/*' : undefined}
            capture={props.photo ? 'environment' : undefined}
            onChange={(event) => {
              take(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
        {props.file && !sending.isPending && (
          <>
            <a className="link" href={`/api/files/${props.file.id}`} download={props.file.name}>
              {t('file.open')}
            </a>
            <ActionIcon
              variant="subtle"
              aria-label={t('file.remove', { name: props.file.name })}
              onClick={() => {
                sending.reset();
                props.onRemove();
              }}
            >
              <IconX size={16} />
            </ActionIcon>
          </>
        )}
      </div>
      {error && <div style={{ marginTop: 4 }}>{errorText(error)}</div>}
    </div>
  );
}

function refused(code: string): ApiError {
  return new ApiError(422, { code, message: code });
}

function whereAmI(): Promise<{ lat: number; lon: number } | null> {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude }),
      () => resolve(null),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  });
}
