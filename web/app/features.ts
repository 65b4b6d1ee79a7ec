import { cases } from '../features/case/feature.ts';
import { desk } from '../features/desk/feature.ts';
import { figures } from '../features/figures/feature.ts';
import { imports } from '../features/import/feature.ts';
import { inbox } from '../features/inbox/feature.ts';
import { incidents } from '../features/incidents/feature.ts';
import { list } from '../features/list/feature.ts';
import { processes } from '../features/processes/feature.ts';
import { record } from '../features/record/feature.ts';
import type { Feature } from './feature.ts';

export const features: readonly Feature[] = [inbox, desk, list, record, cases, incidents, imports, processes, figures];
