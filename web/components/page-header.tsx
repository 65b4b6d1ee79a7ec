import { useDocumentTitle } from '@mantine/hooks';
import { useLinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './page-header.module.css';

export interface HeaderTab {
  id: string;
  label: string;
  count?: number | null;
  to: string;
  search?: Record<string, unknown>;
}

/** 44 px: title, view tabs as links, what can be done at the end. */
export function PageHeader(props: {
  title: string;
  after?: ReactNode;
  tabs?: readonly HeaderTab[];
  tabsLabel?: string;
  current?: string;
  end?: ReactNode;
}) {
  useDocumentTitle(`${props.title} · Perennial`);
  return (
    <header className={classes.header}>
      <h1 className={classes.title} title={props.title}>
        {props.title}
      </h1>
      {props.after}
      {props.tabs && (
        <nav className={classes.tabs} aria-label={props.tabsLabel ?? props.title}>
          {props.tabs.map((tab) => (
            <TabLink key={tab.id} tab={tab} current={tab.id === props.current} />
          ))}
        </nav>
      )}
      <div className={classes.end}>{props.end}</div>
    </header>
  );
}

/** The page says which tab is current: by the address alone several may be, since one filters more than the other. */
function TabLink({ tab, current }: { tab: HeaderTab; current: boolean }) {
  const { 'aria-current': _current, className: _class, ...link } = useLinkProps({ to: tab.to, search: (tab.search ?? {}) as never });
  return (
    <a {...link} className={classes.tab} aria-current={current ? 'page' : undefined}>
      {tab.label}
      {tab.count !== undefined && <span className={classes.count}>{tab.count ?? ''}</span>}
    </a>
  );
}
