import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
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
            <Link
              key={tab.id}
              to={tab.to}
              search={tab.search ?? {}}
              className={classes.tab}
              activeProps={{ 'aria-current': tab.id === props.current ? 'page' : undefined }}
              inactiveProps={{ 'aria-current': tab.id === props.current ? 'page' : undefined }}
            >
              {tab.label}
              {tab.count !== undefined && <span className={classes.count}>{tab.count ?? ''}</span>}
            </Link>
          ))}
        </nav>
      )}
      <div className={classes.end}>{props.end}</div>
    </header>
  );
}
