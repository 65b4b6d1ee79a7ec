import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Me } from '../../../api/contract/session.ts';
import { InlineProblem } from '../../components/inline-problem.tsx';
import { useText } from '../../lib/text/text.ts';
import classes from './sign-in.module.css';
import { useSignIn } from './use-sign-in.ts';

/** Login and password. What was typed stays when the answer is no. */
export function SignInForm({ login: known, onEntered }: { login?: string; onEntered: (me: Me) => void }) {
  const { t } = useText();
  const [login, setLogin] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const signingIn = useSignIn(onEntered);
  useEffect(() => first.current?.focus(), []);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        signingIn.mutate({ login: login.trim(), password });
      }}
    >
      <TextInput
        ref={known ? undefined : first}
        label={t('signIn.login')}
        name="login"
        autoComplete="username"
        required
        withAsterisk={false}
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <PasswordInput
        ref={known ? first : undefined}
        label={t('signIn.password')}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {signingIn.isError && <InlineProblem error={signingIn.error} />}
      <Button type="submit" variant="filled" loading={signingIn.isPending}>
        {t('signIn.enter')}
      </Button>
    </form>
  );
}
