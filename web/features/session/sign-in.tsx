import { useQuery } from '@tanstack/react-query';
import { type Me, signInHints } from '../../../api/contract/session.ts';
import { Logo } from '../../components/logo.tsx';
import { call } from '../../lib/api/call.ts';
import { localeNames, locales, switchLanguage, useText } from '../../lib/text/text.ts';
import classes from './sign-in.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { useSignIn } from './use-sign-in.ts';

/** The door. On the machine itself the API names the demo users, and one press enters as one of them. */
export function SignIn({ onEntered }: { onEntered: (me: Me) => void }) {
  const { t, locale } = useText();
  const hints = useQuery({ queryKey: ['sign-in hints'], queryFn: () => call(signInHints), retry: false });
  const entering = useSignIn(onEntered);
  const demo = hints.data?.demoUsers ?? [];
  return (
    <main className={classes.page}>
      <div className={classes.panel}>
        <h1 className={classes.brand}>
          <Logo size={24} />
          Perennial
        </h1>
        <SignInForm onEntered={onEntered} />
        {demo.length > 0 && (
          <section className={classes.demo} aria-labelledby="demo-users">
            <h2 id="demo-users" className={classes.heading}>
              {t('signIn.demo')}
            </h2>
            <ul>
              {demo.map((user) => (
                <li key={user.login}>
                  <button
                    type="button"
                    className={classes.user}
                    disabled={entering.isPending}
                    onClick={() => entering.mutate({ login: user.login, password: user.password })}
                  >
                    <span className="medium">{user.name}</span>
                    <span className="quiet small">{user.roles.map((role) => t(`role.${role}`)).join(', ')}</span>
                    <span className={classes.locale}>{user.locale}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <nav className={classes.languages} aria-label={t('language.title')}>
          {locales.map((each) => (
            <button
              key={each}
              type="button"
              lang={each}
              className="link"
              aria-pressed={each === locale}
              onClick={() => switchLanguage(each)}
            >
              {localeNames[each]}
            </button>
          ))}
        </nav>
      </div>
    </main>
  );
}
