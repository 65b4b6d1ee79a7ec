import { IconFile } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { RecordDetail } from '../../../api/contract/records.ts';
import { Avatar } from '../../components/avatar.tsx';
import { PhoneIcon, TheirTime, telHref } from '../../components/phone-line.tsx';
import { serverNow } from '../../lib/clock.ts';
import { shortMoment } from '../../lib/format/dates.ts';
import { phone } from '../../lib/format/numbers.ts';
import { useMe } from '../../lib/session.ts';
import { useText } from '../../lib/text/text.ts';
import { AddNote } from './add-note.tsx';
import { FieldList } from './field-list.tsx';
import classes from './record.module.css';

export function SideColumn(props: { record: RecordDetail; editing: boolean; onEdit: (editing: boolean) => void }) {
  const { record } = props;
  const { t, locale } = useText();
  const me = useMe();
  return (
    <aside className={classes.side} data-pane="side" tabIndex={-1} aria-label={t('record.side')}>
      {(record.organisation_ || record.people.length > 0) && (
        <section className={classes.block}>
          <h2 className={classes.blockHead}>
            {t('record.people')} {record.people.length > 0 && <span className="quiet">{record.people.length}</span>}
          </h2>
          {record.organisation_ && <p className="medium">{record.organisation_.name}</p>}
          {record.people.map((person) => (
            <div key={person.id} className={classes.person}>
              <Avatar name={person.name} />
              <div className="grow">
                <div>{person.name}</div>
                {person.position && <div className="quiet small">{person.position}</div>}
                {person.emails.map((email) => (
                  <a key={email} href={`mailto:${email}`} className={classes.mail}>
                    {email}
                  </a>
                ))}
              </div>
              <div className={classes.phones}>
                {person.phones.map((number) => (
                  <a key={number} href={telHref(number)} className="link nowrap">
                    <PhoneIcon />
                    {phone(number)}
                  </a>
                ))}
                <span className="small">
                  <TheirTime zone={person.zone} />
                </span>
              </div>
            </div>
          ))}
        </section>
      )}
      <FieldList key={record.id} record={record} editing={props.editing} onEdit={props.onEdit} />
      <section className={classes.block}>
        <h2 className={classes.blockHead}>
          {t('record.files')} <span className="quiet">{record.files.length}</span>
        </h2>
        {record.files.length === 0 && <p className="quiet">{t('record.noFiles')}</p>}
        {record.files.map((file) => (
          <p key={file.id} className="line">
            <IconFile size={16} aria-hidden="true" />
            <a className="grow cut" href={`/api/files/${file.id}`} download={file.name} title={file.name}>
              {file.name}
            </a>
            <span className="quiet small">{shortMoment(Date.parse(file.at), locale, me.zone, serverNow())}</span>
          </p>
        ))}
      </section>
      {record.related.length > 0 && (
        <section className={classes.block}>
          <h2 className={classes.blockHead}>
            {t('record.related')} <span className="quiet">{record.related.length}</span>
          </h2>
          {record.related.map((other) => (
            <p key={other.id} className="line">
              <Link to={`/records/${other.id}`} className="grow cut" title={other.title}>
                {other.title}
              </Link>
              <span className="quiet small">{other.typeName}</span>
            </p>
          ))}
        </section>
      )}
      {record.mayEdit && <AddNote record={record.id} />}
    </aside>
  );
}
