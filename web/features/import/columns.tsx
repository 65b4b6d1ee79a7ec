import { Checkbox, Select } from '@mantine/core';
import type { ImportSettings, ImportView } from '../../../api/contract/imports.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './import.module.css';

const encodings = ['utf-8', 'windows-1251', 'windows-1250', 'utf-16le', 'iso-8859-2', 'koi8-r'];
const delimiters = [',', ';', '\t', '|'];
const orders = ['dmy', 'mdy', 'ymd'] as const;

/** What was detected, each thing changeable, and how the rows look then. The run reads the file with the same parser. */
export function Columns({ view, onChange }: { view: ImportView; onChange: (settings: ImportSettings) => void }) {
  const { t } = useText();
  const { settings } = view;
  const set = (change: Partial<ImportSettings>) => onChange({ ...settings, ...change });
  const fieldOf = (column: number) => settings.mapping.find((entry) => entry.column === column)?.field ?? null;
  const setField = (column: number, field: string | null) =>
    set({
      mapping: [
        ...settings.mapping.filter((entry) => entry.column !== column && (field === null || entry.field !== field)),
        { column, field },
      ].toSorted((a, b) => a.column - b.column),
    });
  const ambiguous = view.columns.some((column) => column.ambiguousDates);
  return (
    <>
      {view.problems.length > 0 && (
        <ul className={classes.problems}>
          {view.problems.map((problem) => (
            <li key={`${problem.code}${problem.column}`}>{problem.message}</li>
          ))}
        </ul>
      )}
      <section className={classes.settings}>
        {view.detected.kind === 'csv' ? (
          <>
            <Select
              label={t('import.encoding')}
              data={[...new Set([...encodings, settings.encoding ?? 'utf-8'])]}
              value={settings.encoding}
              allowDeselect={false}
              onChange={(encoding) => set({ encoding })}
            />
            <Select
              label={t('import.delimiter')}
              data={delimiters.map((value) => ({
                value,
                label: t(`import.delimiter.${value === ',' ? 'comma' : value === ';' ? 'semicolon' : value === '\t' ? 'tab' : 'bar'}`),
              }))}
              value={settings.delimiter}
              allowDeselect={false}
              onChange={(delimiter) => set({ delimiter })}
            />
          </>
        ) : (
          <Select
            label={t('import.sheet')}
            data={view.detected.sheets}
            value={settings.sheet}
            allowDeselect={false}
            onChange={(sheet) => set({ sheet })}
          />
        )}
        <Select
          label={t('import.dateOrder')}
          description={ambiguous ? t('import.dateOrderAsk') : undefined}
          placeholder={t('import.dateOrderChoose')}
          data={orders.map((value) => ({ value, label: t(`import.dateOrder.${value}`) }))}
          value={settings.dateOrder}
          onChange={(dateOrder) => set({ dateOrder: dateOrder as ImportSettings['dateOrder'] })}
          error={ambiguous && !settings.dateOrder ? t('import.dateOrderAsk') : undefined}
        />
        <div className={classes.switches}>
          <Checkbox
            label={t('import.headerRow')}
            checked={settings.headerRow}
            onChange={(event) => set({ headerRow: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('import.contactsElsewhere')}
            description={t('import.contactsElsewhereWhy')}
            checked={settings.contactsElsewhere}
            onChange={(event) => set({ contactsElsewhere: event.currentTarget.checked })}
          />
        </div>
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard, too */}
      <section className={classes.preview} tabIndex={0} aria-label={t('import.preview')}>
        <table>
          <thead>
            <tr>
              {view.columns.map((column) => (
                <th key={column.index} scope="col">
                  <span className="medium">{column.heading || t('import.columnNumber', { number: column.index + 1 })}</span>
                  <Select
                    aria-label={t('import.goesTo', { column: column.heading })}
                    placeholder={t('import.leftOut')}
                    clearable
                    searchable
                    data={view.fields.map((field) => ({ value: field.key, label: field.required ? `${field.label} *` : field.label }))}
                    value={fieldOf(column.index)}
                    onChange={(field) => setField(column.index, field)}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.preview.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other identity.
              <tr key={index}>
                {view.columns.map((column) => (
                  <td key={column.index} data-out={fieldOf(column.index) === null || undefined}>
                    {row[column.index] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
