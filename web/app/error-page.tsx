import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorBlock } from '../components/error-block.tsx';
import { useText } from '../lib/text/text.ts';

export function ErrorPage({ error, reset }: ErrorComponentProps) {
  return <ErrorBlock error={error} onRetry={reset} />;
}

export function NotFoundPage() {
  const { t } = useText();
  return (
    <EmptyState title={t('notFound.title')} text={t('notFound.text')}>
      <Link to="/">{t('notFound.home')}</Link>
    </EmptyState>
  );
}
