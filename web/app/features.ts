import { figures } from '../features/figures/feature.ts';
import { inbox } from '../features/inbox/feature.ts';
import { list } from '../features/list/feature.ts';
import { record } from '../features/record/feature.ts';
import type { Feature } from './feature.ts';

export const features: readonly Feature[] = [inbox, list, record, figures];
