import type { DecideContext } from '../../engine/contract/index.ts';
import type { Queryable } from '../queryable.ts';

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a decision about evidence needs to know of uploaded files; ids that are none are left out. */
export async function findAttachments(queryable: Queryable, ids: string[]): Promise<NonNullable<DecideContext['attachments']>> {
  const { rows } = await queryable.query<{ id: string; content_type: string; size: number; photo: boolean; place: boolean }>({
    name: 'find_attachments',
    text: `select id::text, content_type, size, photo, latitude is not null and longitude is not null as place
      from attachment where id = any($1::uuid[])`,
    values: [ids.filter((id) => uuidPattern.test(id))],
  });
  return Object.fromEntries(rows.map(({ id, content_type: contentType, size, photo, place }) => [id, { contentType, size, photo, place }]));
}
