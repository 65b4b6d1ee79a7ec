export { type Reconciled, type ReconcileOptions, reconcile } from './reconcile.ts';
