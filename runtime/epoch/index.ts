import { readEpoch, renewEpoch, setDeployment } from '../../db/queries/installation.ts';

/**
 * A random name of this run of history. A restored or failed-over database gets a new one (`perennial reconcile --restored`): jobs begun
 * under the old one are revoked, since the restored rows know nothing of them.
 */
export const currentEpoch = readEpoch;
export const newEpoch = renewEpoch;

/** Names the newest deployment: workflows that run another one's code continue as new, at a limited rate. */
export const announceDeployment = setDeployment;
