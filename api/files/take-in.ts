import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import sharp from 'sharp';
import { type Refusal, refuse } from '../http/refusal.ts';

export interface TakenIn {
  content: Buffer;
  contentType: string;
  photo: boolean;
  sha256: string;
}

/** Larger pictures are bombs, not photos. */
const maxPixels = 100_000_000;
const images = new Map<string, 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif'>([
  ['image/jpeg', 'jpeg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['image/gif', 'gif'],
  ['image/tiff', 'tiff'],
  ['image/avif', 'avif'],
]);
/** What a browser would run if it ever saw the type: kept as bytes without one. */
const active = /^(text\/html|application\/(xhtml\+xml|xml)|image\/svg\+xml|text\/xml|text\/javascript|application\/javascript)/;

/** The type is the content's, not the name's. Pictures are drawn anew: what hides in them (place, serial numbers, scripts) stays behind. */
export async function takeIn(path: string): Promise<TakenIn | Refusal> {
  const original = await readFile(path);
  const detected = (await fileTypeFromBuffer(original))?.mime ?? 'application/octet-stream';
  const format = images.get(detected);
  if (!format) {
    const contentType = active.test(detected) ? 'application/octet-stream' : detected;
    return { content: original, contentType, photo: false, sha256: hashOf(original) };
  }
  try {
    const options = { limitInputPixels: maxPixels, animated: format === 'gif' || format === 'webp', failOn: 'error' as const };
    const content = await sharp(original, options).autoOrient().toFormat(format).toBuffer();
    return { content, contentType: detected, photo: true, sha256: hashOf(content) };
  } catch {
    return refuse(422, 'badImage', 'This picture is damaged, or larger than 100 million pixels.', {
      place: 'file',
      params: { limit: maxPixels },
    });
  }
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
