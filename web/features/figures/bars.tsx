import { Link } from '@tanstack/react-router';
import { number } from '../../lib/format/numbers.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './figures.module.css';

export interface BarRow {
  key: string;
  label: string;
  count: number;
  /** Bar's colour; grey without. */
  color?: string;
  late?: number;
  /** Filter of the list that shows these very cases. */
  search?: Record<string, unknown>;
}

/** A table whose last column is drawn: readers and printers get the numbers. */
export function Bars({ title, note, rows, all }: { title: string; note?: string; rows: readonly BarRow[]; all: number }) {
  const { t, locale } = useText();
  return (
    <section className={classes.block}>
      <h2 className={classes.heading}>{title}</h2>
      <table className={classes.bars}>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                {row.search ? (
                  <Link to="/records" search={row.search as never}>
                    {row.label}
                  </Link>
                ) : (
                  row.label
                )}
              </th>
              <td className={classes.count}>{number(row.count, locale)}</td>
              <td className={classes.share}>{number((100 * row.count) / all, locale, 1)} %</td>
              <td>
                <span className={classes.bar} style={{ width: `${(100 * row.count) / all}%`, background: row.color }} aria-hidden="true" />
              </td>
              <td className={classes.late}>{row.late ? t('figures.late', { count: row.late }) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {note && <p className="quiet small">{note}</p>}
    </section>
  );
}
