import { Drawer } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { ErrorBlock } from '../../components/error-block.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { useText } from '../../lib/text/text.ts';
import { MapView } from './map-view.tsx';
import { mapQuery } from './queries.ts';

/** Where it stands on its diagram, and the same in words for whoever cannot see it. */
export function MapSheet({ record, onClose }: { record: RecordDetail; onClose: () => void }) {
  const { t } = useText();
  const map = useQuery(mapQuery(record.id));
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
      {map.data && <MapView map={map.data} />}
    </Drawer>
  );
}
