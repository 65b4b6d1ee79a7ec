import { sql } from 'kysely';
import type { Variables } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import { elementPackage } from './element-package.ts';
import { type Reach, recordWithin } from './reach.ts';
import { nextStepJoin, type RecordListRow, recordRowColumns } from './record-list.ts';

export interface RecordDetailRow extends RecordListRow {
  version: number;
  team: string | null;
  personId: string | null;
  organisationId: string | null;
  campaignId: string | null;
  fields: Variables;
  stageSince: Date | null;
}

export async function findRecord(db: Db, reach: Reach, id: string): Promise<RecordDetailRow | undefined> {
  const { rows } = await sql<RecordDetailRow>`
    select ${recordRowColumns}, r.version, r.team, r.person_id as "personId", r.organisation_id as "organisationId",
      r.campaign_id as "campaignId", r.fields, r.stage_since as "stageSince"
    from record r ${nextStepJoin} where r.id = ${id} and ${recordWithin(reach, 'r')}
  `.execute(db);
  return rows[0];
}

/** One look-up before a command on a record: does the reader see it, and which case moves it. */
export async function findRecordOwner(
  db: Db,
  reach: Reach,
  id: string,
): Promise<{ version: number; type: string; alias: string | null; instanceId: string | null } | undefined> {
  const { rows } = await sql<{ version: number; type: string; alias: string | null; instanceId: string | null }>`
    select r.version, r.type, l.alias, l.instance_id as "instanceId" from record r
    left join lateral (select alias, instance_id from instance_record o where o.record_id = r.id and o.relation = 'owns'
      order by o.active desc, o.instance_id limit 1) l on true
    where r.id = ${id} and ${recordWithin(reach, 'r')}
  `.execute(db);
  return rows[0];
}

export interface RecordCase {
  instanceId: string;
  packageKey: string;
  packageVersion: number;
  packageHash: string;
  process: string;
  status: string;
  active: boolean;
  startedAt: Date;
}

/** Cases that own the record, the one that moves it first. */
export async function listCases(db: Db, recordId: string): Promise<RecordCase[]> {
  const { rows } = await sql<RecordCase>`
    select i.id as "instanceId", i.package_key as "packageKey", i.package_version as "packageVersion", i.package_hash as "packageHash",
      i.process, i.status, o.active, i.started_at as "startedAt"
    from instance_record o join instance i on i.id = o.instance_id
    where o.record_id = ${recordId} and o.relation = 'owns' order by (i.status = 'open') desc, i.started_at desc, i.id
  `.execute(db);
  return rows;
}

/** Stages the record went through, oldest first: each entering of one. */
export async function listStagesEntered(db: Db, instanceIds: string[]): Promise<{ stage: string; at: Date }[]> {
  if (instanceIds.length === 0) return [];
  const { rows } = await sql<{ stage: string; at: Date }>`
    select body ->> 'stage' as stage, at from fact where instance_id = any(${instanceIds}) and type = 'stageEntered' order by at, number
  `.execute(db);
  return rows;
}

export interface RelatedRow {
  id: string;
  type: string;
  title: string;
  status: string;
}

/** Records of the same customer, as far as the reader may see them. */
export async function listRelated(db: Db, reach: Reach, recordId: string): Promise<RelatedRow[]> {
  const { rows } = await sql<RelatedRow>`
    select r.id, r.type, r.title, r.status from record own join record r on r.id <> own.id
      and (r.person_id = own.person_id or r.organisation_id = own.organisation_id)
    where own.id = ${recordId} and ${recordWithin(reach, 'r')} order by r.created_at desc limit 20
  `.execute(db);
  return rows;
}

export interface OpenIncident {
  instanceId: string;
  id: number;
  code: string;
  message: string;
  element: string | null;
  retryable: boolean;
  elementPackageHash: string;
}

export async function listOpenIncidents(db: Db, instanceIds: string[]): Promise<OpenIncident[]> {
  if (instanceIds.length === 0) return [];
  const { rows } = await sql<OpenIncident>`
    select n.instance_id as "instanceId", n.id, n.code, n.message, n.element, n.trigger ->> 'kind' is distinct from 'none' as retryable,
      ${elementPackage('n')} as "elementPackageHash"
    from incident n join instance i on i.id = n.instance_id
    where n.instance_id = any(${instanceIds}) and n.status = 'open' order by n.raised_at
  `.execute(db);
  return rows;
}
