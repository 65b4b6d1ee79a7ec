import { queryOptions } from '@tanstack/react-query';
import { listCampaigns } from '../../api/contract/operations.ts';
import { call } from './api/call.ts';

export const campaignsQuery = queryOptions({ queryKey: ['campaigns'], queryFn: () => call(listCampaigns), staleTime: 10 * 60_000 });
