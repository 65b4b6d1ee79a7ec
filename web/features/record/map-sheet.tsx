import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { ErrorBlock } from '../../components/error-block.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useText } from '../../lib/text/text.ts';
import classes from './map.module.css';
import { mapQuery } from './queries.ts';
import { useViewer } from './use-viewer.ts';

/** Where it stands on its diagram, and the same in words for whoever cannot see it. */
export function MapSheet({ record, onClose }: { record: RecordDetail; onClose: () => void }) {
  const { t } = useText();
  const map = useQuery(mapQuery(record.id));
  const { holder, failed } = useViewer(map.data);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="86%"
      title={t('map.title', { record: record.title, process: record.process?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('close') }}
      styles={{ body: { height: 'calc(100% - 60px)' }, title: { fontSize: 16, fontWeight: 600 } }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      transitionProps={{ duration: 180 }}
    >
      {map.isPending && <SkeletonRows rows={8} />}
      {map.isError && <ErrorBlock error={map.error} onRetry={() => map.refetch()} />}
      {map.data && (
        <div className={classes.map}>
          <section aria-label={t('map.words')} className={classes.words}>
            <h3>{t('map.words')}</h3>
            <ol>
              {map.data.words.map((word, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: sentences may repeat and never move
                <li key={`${index} ${word}`}>{word}</li>
              ))}
            </ol>
            <ul className={classes.legend}>
              <li data-mark="walked">{t('map.walked')}</li>
              <li data-mark="now">{t('map.now')}</li>
              <li data-mark="next">{t('map.next')}</li>
              {map.data.rounds.length > 0 && <li data-mark="rounds">{t('map.rounds')}</li>}
            </ul>
          </section>
          {failed ? <p className="quiet">{t('map.failed')}</p> : <div ref={holder} className={classes.canvas} aria-hidden="true" />}
        </div>
      )}
    </Drawer>
  );
}
