import { useMutation } from '@tanstack/react-query';
import { type Me, signIn } from '../../../api/contract/session.ts';
import { call } from '../../lib/api/call.ts';

export function useSignIn(onEntered: (me: Me) => void) {
  return useMutation({
    mutationFn: (body: { login: string; password: string }) => call(signIn, { body }),
    onSuccess: onEntered,
  });
}
