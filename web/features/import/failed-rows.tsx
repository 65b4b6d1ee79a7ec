import { Button, TextInput } from '@mantine/core';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ImportView, importErrorsFile, importRows, rerunRow } from '../../../api/contract/imports.ts';
import { ErrorBlock } from '../../components/error-block.tsx';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { SkeletonRows } from '../../components/skeleton-rows.tsx';
import { call, pathOf } from '../../lib/api/call.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './import.module.css';

type Row = { row: number; reason: string | null; values: string[] };

/** Rows that did not become leads, each with its reason; corrected and run again here, or as a file. Nothing of them is lost. */
export function FailedRows({ view }: { view: ImportView }) {
  const { id: importId, columns, status, counts } = view;
  const { t } = useText();
  const rows = useInfiniteQuery({
    // Another check or run brings other rows.
    queryKey: ['import', importId, 'refused', status, counts.refused],
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      call(importRows, {
        params: { import: importId },
        query: { outcome: 'refused', limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  });
  if (rows.isPending) return <SkeletonRows rows={4} />;
  if (rows.isError) return <ErrorBlock error={rows.error} onRetry={() => rows.refetch()} />;
  const items = rows.data.pages.flatMap((page) => page.items);
  // A check counts what will be refused; the rows themselves are kept by the run.
  if (items.length === 0) return null;
  return (
    <section className={classes.block}>
      <header className="line">
        <h2 className="grow">{t('import.failed')}</h2>
        <Button
          component="a"
          href={pathOf(importErrorsFile.path, { import: importId })}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
        >
          {t('import.errorsFile')}
        </Button>
      </header>
      <ul className={classes.rows}>
        {items.map((item) => (
          <FailedRow
            key={item.row}
            importId={importId}
            item={item}
            headings={columns.map((column) => column.heading)}
            done={status === 'done'}
          />
        ))}
      </ul>
      {rows.hasNextPage && (
        <Button variant="subtle" onClick={() => rows.fetchNextPage()} loading={rows.isFetchingNextPage}>
          {t('import.more')}
        </Button>
      )}
    </section>
  );
}

function FailedRow({ importId, item, headings, done }: { importId: string; item: Row; headings: string[]; done: boolean }) {
  const { t } = useText();
  const queries = useQueryClient();
  const [values, setValues] = useState<string[] | null>(null);
  const rerun = useMutation({
    mutationFn: () => call(rerunRow, { params: { import: importId, row: item.row }, body: values ? { values } : {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['import', importId] }),
  });
  return (
    <li className={classes.failed}>
      <span className="quiet">{t('import.rowNumber', { number: item.row })}</span>
      <div className="grow">
        <p className="medium">{rerun.data && rerun.data.outcome === 'refused' ? rerun.data.reason : item.reason}</p>
        {values ? (
          <div className={classes.cells}>
            {values.map((value, index) => (
              <TextInput
                // biome-ignore lint/suspicious/noArrayIndexKey: cells are known by their column.
                key={index}
                label={headings[index] || t('import.columnNumber', { number: index + 1 })}
                value={value}
                onChange={(event) => setValues(values.with(index, event.currentTarget.value))}
              />
            ))}
          </div>
        ) : (
          <p className="soft cut">{item.values.filter(Boolean).join(' · ')}</p>
        )}
        {rerun.isError && <InlineProblem error={rerun.error} />}
      </div>
      {done && !values && (
        <button type="button" className="link" onClick={() => setValues(item.values)}>
          {t('import.correct')}
        </button>
      )}
      {done && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden="true" />}
          onClick={() => rerun.mutate()}
          loading={rerun.isPending}
        >
          {t('import.again')}
        </Button>
      )}
    </li>
  );
}
