import { listCampaigns as readCampaigns } from '../../../db/queries/crm-campaigns.ts';
import { listCampaigns as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';

export const listCampaigns = endpoint(route, async ({ deps }) => {
  const rows = await readCampaigns(deps.db);
  return { items: rows.map(({ key, name, skip_pre_sales }) => ({ id: key, name, skipPreSales: skip_pre_sales })) };
});
