import type { ReactNode } from 'react';
import type { CaseDatum } from '../../../api/contract/tasks.ts';
import { serverNow } from '../../lib/clock.ts';
import { feelText } from '../../lib/format/feel-text.ts';
import { number } from '../../lib/format/numbers.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { useFieldText } from '../record/field-text.ts';
import classes from './case-data.module.css';

/** So many are read at a glance; the rest is one press away. */
const few = 8;

/** What the case knows beside its record and the form, read-only. Everything folds by itself: a form that is locked locks its buttons, too. */
export function CaseData({ items, head, wide }: { items: readonly CaseDatum[]; head?: ReactNode; wide?: boolean }) {
  const { t } = useText();
  if (items.length === 0) return null;
  const first = items.length <= few + 2 ? items : items.slice(0, few);
  const rest = items.slice(first.length);
  return (
    <section className={classes.data} data-case-data>
      <h2 className={classes.head}>{head ?? t(items.some((item) => item.ofCase) ? 'data.head' : 'data.step')}</h2>
      <Rows items={first} wide={wide} />
      {rest.length > 0 && (
        <details className={classes.fold}>
          <summary>
            <Toggle closed={t('data.more', { count: rest.length })} opened={t('data.less')} />
          </summary>
          <Rows items={rest} wide={wide} />
        </details>
      )}
    </section>
  );
}

function Rows({ items, wide }: { items: readonly CaseDatum[]; wide: boolean | undefined }) {
  const { t } = useText();
  return (
    <dl className={classes.rows} data-wide={wide || undefined}>
      {items.map((item) => (
        <div key={item.name} className={classes.row} data-block={isBlock(item.value) || undefined}>
          <dt>{item.label}</dt>
          <dd>
            <Datum item={item} />
            {item.cut && <p className="quiet small">{t('data.cut')}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Datum({ item }: { item: CaseDatum }) {
  const { t } = useText();
  const fieldText = useFieldText();
  const { type, options, value } = item;
  if (type === 'file')
    return (
      <a className="link" href={`/api/files/${String(value)}`} download>
        {t('file.open')}
      </a>
    );
  const isList = Array.isArray(value);
  const plain = isList ? value.every((each) => typeof each !== 'object') : typeof value !== 'object';
  if (plain && type !== null && type !== 'json' && (!isList || type === 'multiSelect'))
    return <LongText text={fieldText({ type, options }, value) ?? ''} />;
  if (plain && !isList && options) return <LongText text={fieldText({ type: 'select', options }, value) ?? ''} />;
  return <Value value={value} />;
}

/** Any value of FEEL: a text, a list, a context. */
function Value({ value }: { value: unknown }) {
  const { t } = useText();
  const say = useScalar();
  if (!isStructure(value)) return <LongText text={say(value)} />;
  if (Array.isArray(value)) {
    if (!value.some(isStructure)) return <LongText text={value.map(say).join(', ')} />;
    return (
      <Folded when={leaves(value) > 12} label={t('data.entries', { count: value.length })}>
        <List items={value} />
      </Folded>
    );
  }
  return (
    <Folded when={leaves(value) > 12} label={t('data.entries', { count: Object.keys(value).length })}>
      <Context value={value} />
    </Folded>
  );
}

function Context({ value }: { value: object }) {
  return (
    <dl className={classes.within}>
      {Object.entries(value).map(([name, each]) => (
        <div key={name} className={classes.row} data-block={isBlock(each) || undefined}>
          <dt>{name}</dt>
          <dd>
            <Value value={each} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Contexts that are alike and flat are a table; other lists one below the other. */
function List({ items }: { items: readonly unknown[] }) {
  const say = useScalar();
  const columns = columnsOf(items);
  if (!columns)
    return (
      <ul className={classes.items}>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list of values has no other key, and is never reordered here
          <li key={index}>
            <Value value={item} />
          </li>
        ))}
      </ul>
    );
  const isNumber = (column: string) => items.every((item) => ['number', 'undefined'].includes(typeof (item as Row)[column]));
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" data-number={isNumber(column) || undefined}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <tr key={index}>
            {columns.map((column) => (
              <td key={column} data-number={isNumber(column) || undefined}>
                {(item as Row)[column] === undefined ? '' : say((item as Row)[column])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Row = Record<string, unknown>;

function columnsOf(items: readonly unknown[]): string[] | null {
  const columns = new Set<string>();
  for (const item of items) {
    if (!isStructure(item) || Array.isArray(item) || Object.values(item).some(isStructure)) return null;
    for (const name of Object.keys(item)) columns.add(name);
  }
  return columns.size > 0 && columns.size <= 4 ? [...columns] : null;
}

function isStructure(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Needs the whole width: what has names or items of its own. */
function isBlock(value: unknown): boolean {
  return isStructure(value) && (!Array.isArray(value) || value.some(isStructure));
}

function leaves(value: unknown): number {
  return isStructure(value) ? Object.values(value).reduce((sum: number, each) => sum + leaves(each), 0) : 1;
}

function useScalar(): (value: unknown) => string {
  const { t, locale } = useText();
  const { zone } = useMe();
  return (value) => {
    if (typeof value === 'number') return number(value, locale);
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    return feelText(String(value), { locale, zone, now: serverNow() }) ?? String(value);
  };
}

function Toggle({ closed, opened }: { closed: string; opened: string }) {
  return (
    <span className={classes.toggle}>
      <span className={classes.closed}>{closed}</span>
      <span className={classes.opened}>{opened}</span>
    </span>
  );
}

function Folded({ when, label, children }: { when: boolean; label: string; children: ReactNode }) {
  const { t } = useText();
  if (!when) return children;
  return (
    <details className={classes.fold}>
      <summary>
        <Toggle closed={label} opened={t('data.less')} />
      </summary>
      {children}
    </details>
  );
}

function LongText({ text }: { text: string }) {
  const { t } = useText();
  if (text.length <= 200 && text.split('\n').length <= 4) return <span className={classes.text}>{text}</span>;
  return (
    <details className={classes.fold}>
      <summary>
        <span className={`${classes.text} ${classes.clamped}`}>{text}</span>
        <Toggle closed={t('data.whole')} opened={t('data.less')} />
      </summary>
    </details>
  );
}
