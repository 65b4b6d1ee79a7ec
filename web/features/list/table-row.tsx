import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { RecordRow } from '../../../api/contract/records.ts';
import { SlaIcon, SlaMark } from '../../components/sla-mark.tsx';
import { StageDot } from '../../components/stage-dot.tsx';
import { money } from '../../lib/format/numbers.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './list.module.css';

export const TableRow = memo(function TableRow(props: {
  row: RecordRow;
  index: number;
  current: boolean;
  phone: boolean;
  top: number;
  height: number;
}) {
  const { row } = props;
  const { t, locale } = useText();
  const me = useMe();
  const style = { transform: `translateY(${props.top}px)`, height: props.height };
  const amount = row.amount === null ? '' : money(row.amount, locale, me.installation.currency);
  const stage = row.status === 'open' ? row.stage?.name : t(`status.record.${row.status}`);
  const under = [row.organisation, row.contact].filter((each) => each && each !== row.title).join(', ');
  const link = (
    <Link to="/records/$record" params={{ record: row.id } as never} className={classes.title} title={row.title}>
      {row.title}
    </Link>
  );
  const mark =
    row.nextStep && row.status === 'open' ? (
      <span className="line">
        <SlaIcon sla={row.nextStep.sla} />
        <SlaMark sla={row.nextStep.sla} followUpAt={row.nextStep.followUpAt} />
      </span>
    ) : null;
  if (props.phone) {
    return (
      <div role="row" tabIndex={-1} aria-rowindex={props.index + 2} className={classes.rowPhone} style={style}>
        <span role="cell" className={classes.lines}>
          {link}
          <span className="cut soft">{under || (row.nextStep?.name ?? '')}</span>
          <span className="cut quiet small">{[stage, row.owner?.name, amount].filter(Boolean).join(', ')}</span>
        </span>
        <span role="cell">{mark}</span>
      </div>
    );
  }
  return (
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={props.index + 2}
      data-current={props.current || undefined}
      className={classes.row}
      style={style}
    >
      <span role="cell" className="quiet">
        {row.number}
      </span>
      <span role="cell" className={classes.titleCell}>
        {link}
        {under && (
          <span className="cut quiet" title={under}>
            {under}
          </span>
        )}
      </span>
      <span role="cell" className="line">
        {row.stage && <StageDot color={row.stage.color} />}
        <span className="cut">{stage}</span>
      </span>
      <span role="cell" className="cut soft" title={row.nextStep?.name}>
        {row.nextStep?.name}
      </span>
      <span role="cell" className="line">
        {mark}
      </span>
      <span role="cell" className="cut soft">
        {row.owner?.name}
      </span>
      <span role="cell" className={classes.amount}>
        {amount}
      </span>
    </div>
  );
});
