import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TaskDetail } from '../../../api/contract/tasks.ts';
import { Kbd } from '../../components/kbd.tsx';
import { PhoneIcon, TheirTime, telHref } from '../../components/phone-line.tsx';
import { phone } from '../../lib/format/numbers.ts';
import { useReadable } from '../../lib/format/readable.ts';
import { useKeys } from '../../lib/keys/use-keys.ts';
import { useText } from '../../lib/text/text.ts';
import classes from './inbox.module.css';

/** Who to call. */
export function CaseContact({ task }: { task: TaskDetail }) {
  const { t } = useText();
  const contact = task.contact;
  const number = contact?.phone ?? null;
  useKeys(number ? [{ keys: 'KeyC', label: t('keys.call'), group: 'case', run: () => location.assign(telHref(number)) }] : []);
  return (
    <>
      {contact && (
        <div className={classes.contact}>
          <div className="grow">
            <div className="medium">{contact.name}</div>
            {contact.organisation && <div className="quiet">{contact.organisation}</div>}
            {number && <div className={classes.phone}>{phone(number)}</div>}
            <TheirTime zone={contact.zone} />
          </div>
          {number && (
            <Button component="a" href={telHref(number)} leftSection={<PhoneIcon />} rightSection={<Kbd keys="KeyC" />}>
              {t('contact.call')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

/** What is known. */
export function CaseFacts({ task }: { task: TaskDetail }) {
  const { t } = useText();
  const readable = useReadable();
  // What stands above in large letters need not be said again.
  const said = new Set([task.contact?.name, task.contact?.organisation, task.contact?.phone]);
  const facts = task.about.filter((fact) => !said.has(fact.value));
  return (
    <>
      {(facts.length > 0 || task.why) && (
        <dl className={classes.about}>
          {facts.map((fact) => (
            <div key={fact.label} className={classes.fact}>
              <dt>{fact.label}</dt>
              <dd>{fact.link ? <FactLink to={fact.link}>{fact.value}</FactLink> : readable(fact.value)}</dd>
            </div>
          ))}
          {task.why && (
            <div className={classes.fact}>
              <dt>{t('why.yoursBecause')}</dt>
              <dd>{task.why}</dd>
            </div>
          )}
        </dl>
      )}
    </>
  );
}

function FactLink({ to, children }: { to: string; children: string }) {
  return to.startsWith('/') ? (
    <Link to={to}>{children}</Link>
  ) : (
    <a href={/^(mailto|tel|https?):/i.test(to) ? to : `mailto:${to}`}>{children}</a>
  );
}
