import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconDeviceDesktop, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import i18next from 'i18next';
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import type { z } from 'zod';
import { getDraft, getProcess } from '../../../api/contract/processes.ts';
import type { Problem as DesignerProblem } from '../../../designer/types.ts';
import { ErrorBlock } from '../../components/error-block.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { call } from '../../lib/api/call.ts';
import { time } from '../../lib/format/dates.ts';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { useMe } from '../../lib/session.ts';
import { railFolded } from '../../lib/shell-state.ts';
import { type TextKey, useText } from '../../lib/text/text.ts';
import { StartSheet } from '../start/start-sheet.tsx';
import { designerKeys } from './designer-keys.ts';
import { DraftConflict } from './draft-conflict.tsx';
import { groupNames } from './group-names.ts';
import { OlderCases } from './move-sheet.tsx';
import classes from './processes.module.css';
import { PublishSheet } from './publish-sheet.tsx';
import { draftSaved, useDraft } from './use-draft.ts';

const ProcessDesigner = lazy(() => import('../../../designer/index.ts').then((module) => ({ default: module.ProcessDesigner })));
const route = getRouteApi('/processes/$key');

/** The designer over the draft: saved as you draw, published when you say so. */
export function ProcessPage() {
  const { key } = route.useParams() as { key: string };
  const process = useQuery({ queryKey: ['process', key], queryFn: ({ signal }) => call(getProcess, { params: { process: key }, signal }) });
  const draft = useQuery({
    queryKey: ['draft', key],
    queryFn: async ({ signal }) => {
      await draftSaved(key);
      return call(getDraft, { params: { process: key }, signal });
    },
    // Asked for on each visit and not again while it is being edited: it is saved at the revision it was loaded with.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (process.isError || draft.isError)
    return <ErrorBlock error={process.error ?? draft.error} onRetry={() => void Promise.all([process.refetch(), draft.refetch()])} />;
  if (process.isPending || draft.isPending) return <SkeletonRows rows={12} />;
  return <Loaded key={key} process={process.data} draft={draft.data} />;
}

type Process = z.output<typeof getProcess.reply>;
type Draft = z.output<typeof getDraft.reply>;

function Loaded({ process, draft }: { process: Process; draft: Draft }) {
  const { t, locale } = useText();
  const me = useMe();
  const [publishing, setPublishing] = useState(false);
  const [starting, setStarting] = useState(false);
  const [problems, setProblems] = useState<DesignerProblem[]>([]);
  const saving = useDraft(process.key, draft);
  const casesAt = useMemo(() => new Map(process.casesAt.map((row) => [row.element, row.open])), [process.casesAt]);
  const catalogue = useMemo(
    () => ({
      jobTypes: process.jobTypes,
      groups: process.groups,
      groupNames: groupNames(
        process.groups,
        process.teams,
        (group) => (i18next.exists(`role.${group}`) ? t(`role.${group}` as TextKey) : undefined),
        (role) => t('processes.asRole', { role }),
      ),
      calendars: process.calendars,
      packages: process.packages,
    }),
    [process.jobTypes, process.groups, process.teams, process.calendars, process.packages, t],
  );
  const newest = process.versions[0];
  // Drawing needs room: a phone shows the process and its questions, and changes nothing.
  const narrow = useMediaQuery('(max-width: 1023px)', window.innerWidth < 1024);
  const readOnly = narrow || !me.rights.includes('process:write');
  const publish = useCallback(() => setPublishing(true), []);
  useKeys(designerKeys(t, readOnly));
  // Drawing wants the width; the rail comes back as it was.
  useEffect(() => {
    const before = railFolded.get();
    railFolded.set(true);
    return () => railFolded.set(before);
  }, []);

  const header = (
    <>
      <Button component={Link} to="/processes" variant="subtle" px={6} aria-label={t('processes.back')}>
        <IconChevronLeft size={16} />
      </Button>
      <h1 className={classes.title}>{process.name}</h1>
      <span className={classes.badge}>
        {saving.changed || !newest
          ? t('processes.draftOf', { version: (newest?.version ?? 0) + 1 })
          : t('processes.version', { version: newest.version })}
      </span>
      <span className={`quiet small ${classes.saved}`} role="status">
        {saving.state === 'saving'
          ? t('processes.saving')
          : saving.state === 'failed'
            ? t('processes.notSaved')
            : saving.savedAt
              ? t('processes.savedAt', { time: time(saving.savedAt, locale, me.zone) })
              : ''}
      </span>
      {newest && newest.openCases > 0 && (
        <span className={`quiet small ${classes.saved}`}>
          {t('processes.running', { version: newest.version, count: newest.openCases })}
        </span>
      )}
      {me.rights.includes('process:publish') && <OlderCases process={process} />}
      {newest && me.rights.includes('instance:start') && (
        <Button
          variant="subtle"
          px={8}
          leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
          aria-label={t('start.buttonOf', { name: process.name })}
          onClick={() => setStarting(true)}
        >
          {t('start.button')}
        </Button>
      )}
    </>
  );
  return (
    <div className={classes.page}>
      {saving.conflict && (
        <DraftConflict
          conflict={saving.conflict}
          mine={saving.current}
          jobTypes={process.jobTypes}
          onTheirs={saving.takeTheirs}
          onMine={saving.keepMine}
        />
      )}
      {saving.bringBack && (
        <div className={classes.conflict} role="status">
          <p className={classes.conflictText}>{t('processes.tookTheirs')}</p>
          <Button variant="default" onClick={saving.bringBack}>
            {t('processes.bringBack')}
          </Button>
        </div>
      )}
      <Suspense fallback={<SkeletonRows rows={12} />}>
        <ProcessDesigner
          files={saving.loaded}
          draftKey={saving.loadKey}
          readOnly={readOnly}
          locale={locale}
          catalogue={catalogue}
          casesAt={casesAt}
          onChange={saving.change}
          onPublish={publish}
          onProblems={setProblems}
          header={header}
          notice={
            narrow &&
            me.rights.includes('process:write') && (
              <p className={classes.narrow} role="note">
                <IconDeviceDesktop size={16} aria-hidden="true" />
                {t('processes.narrow')}
              </p>
            )
          }
        />
      </Suspense>
      <PublishSheet
        opened={publishing}
        onClose={() => setPublishing(false)}
        process={process}
        problems={problems}
        draftFiles={saving.current}
        beforePublish={saving.flush}
        onPublished={saving.published}
        onStart={() => setStarting(true)}
      />
      <StartSheet process={starting ? process.key : undefined} onClose={() => setStarting(false)} />
    </div>
  );
}
