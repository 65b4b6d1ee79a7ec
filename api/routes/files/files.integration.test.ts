import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

async function upload(content: Uint8Array | string, name: string, query = '', type?: string) {
  const form = new FormData();
  form.append('file', new Blob([content as Uint8Array<ArrayBuffer>], { type: type ?? 'application/octet-stream' }), name);
  return api.call('anna', 'POST', `/api/files${query}`, undefined, { raw: form });
}
const download = async (id: string) => {
  const answer = await fetch(`${api.address}/api/files/${id}`, { headers: { cookie: `perennial=${await api.token('anna')}` } });
  return { headers: answer.headers, content: Buffer.from(await answer.arrayBuffer()) };
};

describe('files', () => {
  it('a disk that cannot be written is said, and the next upload is taken', async () => {
    const before = process.env.TMPDIR;
    process.env.TMPDIR = '/nowhere/at/all';
    try {
      const answer = await upload(new Uint8Array(5_000_000), 'big.bin');
      expect([answer.status, answer.body.code]).toEqual([507, 'noRoom']);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    expect((await upload('%PDF-1.4\n%%EOF', 'small.pdf')).status).toBe(200);
  });

  it('photos are drawn anew without EXIF; the place is kept as data when given', async () => {
    const original = await sharp({ create: { width: 40, height: 20, channels: 3, background: 'red' } })
      .jpeg()
      .withExif({ IFD0: { Copyright: 'secret owner' }, IFD3: { GPSLatitude: '52/1 13/1 46/1', GPSLatitudeRef: 'N' } })
      .toBuffer();
    expect(original.includes('secret owner')).toBe(true);
    const { body } = await upload(original, 'sample.png', '?lat=52.2297&lon=21.0122');
    expect(body).toMatchObject({ name: 'sample.png', contentType: 'image/jpeg', photo: true });
    const { headers, content } = await download(body.id);
    expect(content.includes('secret owner')).toBe(false);
    expect((await sharp(content).metadata()).exif).toBeUndefined();
    expect((await sharp(content).metadata()).width).toBe(40);
    expect(headers.get('content-disposition')).toBe(`attachment; filename="sample.png"; filename*=UTF-8''sample.png`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const row = await api.database.db.selectFrom('attachment').selectAll().where('id', '=', body.id).executeTakeFirstOrThrow();
    expect([row.latitude, row.longitude, row.uploaded_by]).toEqual([52.2297, 21.0122, 'anna']);
    expect((await upload(original, 'x.jpg', '?lat=91&lon=0')).status).toBe(400);
    expect((await upload(original, 'x.jpg', '?lat=9')).status).toBe(400);
  });

  it('the type is the content’s; nothing active is ever shown', async () => {
    const svg = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    for (const [content, name, type] of [
      [svg, 'x.svg', 'image/svg+xml'],
      ['<!doctype html><script>1</script>', 'x.html', 'text/html'],
      [svg, 'x.jpg', 'image/jpeg'],
    ] as const) {
      const { body } = await upload(content, name, '', type);
      expect(body).toMatchObject({ contentType: 'application/octet-stream', photo: false });
      const { headers } = await download(body.id);
      expect(headers.get('content-type')).toBe('application/octet-stream');
      expect(headers.get('content-disposition')).toMatch(/^attachment/);
      expect(headers.get('content-security-policy')).toContain('sandbox');
    }
    expect((await upload(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500)]), 'broken.jpg')).body.code).toBe(
      'badImage',
    );
  });

  it('names lose folders and hidden characters, and keep their letters', async () => {
    const { body } = await upload('x', '../../Ofe\u202Erta "Łódź".pdf');
    expect(body.name).toBe('Oferta "Łódź".pdf');
    expect((await download(body.id)).headers.get('content-disposition')).toContain(
      "filename*=UTF-8''Oferta%20%22%C5%81%C3%B3d%C5%BA%22.pdf",
    );
  });

  it('P46: 15 MB are taken, beyond 20 MB is 413 with the limit, and so is a wrong form', async () => {
    expect((await upload(Buffer.alloc(15_000_000, 1), 'big.bin')).body).toMatchObject({ size: 15_000_000 });
    const refused = await upload(Buffer.alloc(20_050_000, 1), 'huge.bin');
    expect([refused.status, refused.body.params]).toEqual([413, { limit: 20_000_000 }]);
    expect((await upload(Buffer.alloc(21_000_000, 1), 'huger.bin')).status).toBe(413);
    expect((await api.call('anna', 'POST', '/api/files', { file: 'x' })).status).toBe(415);
    const other = new FormData();
    other.append('elsewhere', new Blob(['x']), 'x');
    expect((await api.call('anna', 'POST', '/api/files', undefined, { raw: other })).body.code).toBe('fileMissing');
    const torn = await api.call('anna', 'POST', '/api/files', undefined, {
      raw: '--b\r\nbroken',
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
    });
    expect(torn.status).toBe(400);
  });
});
