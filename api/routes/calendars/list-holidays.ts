import { holidaysOf, mostYears } from '../../../crm/holidays/holidays-of.ts';
import { listHolidays as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound, refuse } from '../../http/refusal.ts';

export const listHolidays = endpoint(route, async ({ query, reader }) => {
  const { country, region, fromYear, toYear } = query;
  if (toYear < fromYear || toYear >= fromYear + mostYears)
    return refuse(422, 'years', `Ask for 1 to ${mostYears} years.`, {
      place: 'toYear',
      fields: [{ path: 'toYear', code: 'tooBig', message: `At most ${mostYears} years at once.` }],
    });
  const days = holidaysOf(country, region, fromYear, toYear, reader.locale);
  return days ? { days } : notFound('country or region');
});
