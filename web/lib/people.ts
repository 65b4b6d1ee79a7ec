import { queryOptions } from '@tanstack/react-query';
import { listUsers } from '../../api/contract/operations.ts';
import { call } from './api/call.ts';

export const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: () => call(listUsers), staleTime: 10 * 60_000 });
