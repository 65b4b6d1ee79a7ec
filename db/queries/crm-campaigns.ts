import type { Selectable } from 'kysely';
import type { Db } from '../database.ts';
import type { CampaignTable } from '../tables/crm-campaign.ts';
import type { ChannelTable } from '../tables/crm-channel.ts';

export type CampaignRow = Selectable<CampaignTable>;
export type ChannelRow = Selectable<ChannelTable>;

export async function getCampaign(db: Db, id: string): Promise<CampaignRow | undefined> {
  return db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function getCampaignByKey(db: Db, key: string): Promise<CampaignRow | undefined> {
  return db.selectFrom('campaign').selectAll().where('key', '=', key).executeTakeFirst();
}

export async function listCampaigns(db: Db): Promise<CampaignRow[]> {
  return db.selectFrom('campaign').selectAll().orderBy('name').orderBy('id').execute();
}

export async function saveCampaign(
  db: Db,
  campaign: Pick<CampaignRow, 'id' | 'key' | 'name' | 'channel' | 'skip_pre_sales'> & { at: Date },
): Promise<void> {
  const { at, ...row } = campaign;
  await db
    .insertInto('campaign')
    .values({ ...row, created_at: at })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({ name: row.name, channel: row.channel, skip_pre_sales: row.skip_pre_sales }),
    )
    .execute();
}

export async function getChannel(db: Db, key: string): Promise<ChannelRow | undefined> {
  return db.selectFrom('channel').selectAll().where('key', '=', key).executeTakeFirst();
}

export async function listChannels(db: Db): Promise<ChannelRow[]> {
  return db.selectFrom('channel').selectAll().orderBy('name').orderBy('key').execute();
}

export type NewChannel = Pick<ChannelRow, 'key' | 'kind' | 'name'> &
  Partial<Omit<ChannelRow, 'key' | 'kind' | 'name' | 'created_at'>> & { at: Date };

export async function saveChannel(db: Db, channel: NewChannel): Promise<void> {
  const { at, mapping, defaults, ...row } = channel;
  const json = { mapping: JSON.stringify(mapping ?? {}), defaults: JSON.stringify(defaults ?? {}) };
  await db
    .insertInto('channel')
    .values({ ...row, ...json, created_at: at })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ ...row, ...json }))
    .execute();
}
