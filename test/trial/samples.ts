import sharp from 'sharp';

let photo: Promise<Uint8Array> | undefined;

/** A small real JPEG: what a phone would send as proof of a meeting, in miniature. */
export function samplePhoto(): Promise<Uint8Array> {
  photo ??= sharp({ create: { width: 64, height: 48, channels: 3, background: { r: 110, g: 83, b: 212 } } })
    .jpeg()
    .toBuffer();
  return photo;
}

/** A one-page PDF with a line of text. */
export function samplePdf(text: string): Uint8Array {
  const line = text.replace(/[^ -~]/g, '').replace(/[()\\]/g, '');
  const stream = `BT /F1 18 Tf 72 720 Td (${line}) Tj ET`;
  return new TextEncoder().encode(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj\n4 0 obj<</Length ${stream.length}>>stream\n${stream}\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`,
  );
}
