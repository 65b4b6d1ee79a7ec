import { z } from 'zod';

/** A file or photo; type found by its content, place and time kept when it was taken. */
export const attachment = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(300),
  contentType: z.string().max(200),
  size: z.number().int().min(0),
  photo: z.boolean(),
  latitude: z.number().min(-90).max(90).nullable(),
  longitude: z.number().min(-180).max(180).nullable(),
  takenAt: z.iso.datetime().nullable(),
});
export type Attachment = z.infer<typeof attachment>;
