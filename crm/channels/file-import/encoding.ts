import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import iconv from 'iconv-lite';

export const encodings = ['utf-8', 'utf-16le', 'windows-1251', 'windows-1250', 'koi8-r', 'ibm866', 'iso-8859-2'] as const;

const sampleBytes = 200_000;
const cyrillicCommon = /[оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё]/gi;
const polish = /[ąćęłńóśźżĄĆĘŁŃÓŚŹŻ]/g;

/** The encoding of a text file: by its mark, as valid UTF-8, else by which reading looks like words of ours. */
export function detectEncoding(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = wholeCharacters(bytes.subarray(0, sampleBytes), bytes.length > sampleBytes);
  if (isUtf8(sample)) return 'utf-8';
  const scores = ['windows-1251', 'windows-1250', 'koi8-r', 'ibm866', 'iso-8859-2'].map((encoding) => ({
    encoding,
    score: likeness(encoding, sample),
  }));
  const best = scores.reduce((one, other) => (other.score > one.score ? other : one));
  if (best.score > 0) return best.encoding;
  const guess = analyse(sample)[0]?.name.toLowerCase() ?? 'windows-1250';
  return iconv.encodingExists(guess) ? guess : 'windows-1250';
}

/** Cuts a character that the sample's end goes through. */
function wholeCharacters(sample: Buffer, cut: boolean): Buffer {
  if (!cut) return sample;
  let end = sample.length;
  while (end > 0 && (sample[end - 1]! & 0xc0) === 0x80) end -= 1;
  return sample.subarray(0, Math.max(0, end - 1));
}

/** Share of letters that belong to our languages, less those that no text of theirs has in such places. */
function likeness(encoding: string, sample: Buffer): number {
  const text = iconv.decode(sample, encoding);
  const beyond = [...text].filter((letter) => letter > '\u007f').length;
  if (beyond === 0) return 0;
  if (encoding === 'windows-1251' || encoding === 'koi8-r' || encoding === 'ibm866') {
    const letters = text.match(cyrillicCommon)?.length ?? 0;
    // Read in the wrong Cyrillic table a word changes case inside.
    const swung = text.match(/\p{Ll}\p{Lu}/gu)?.length ?? 0;
    const rare = text.match(/[ђѓєѕіїјљњћќўџґЂЃЄЅІЇЈЉЊЋЌЎЏҐ\u2500-\u259f]/g)?.length ?? 0;
    return (letters - 3 * swung - 2 * rare) / beyond;
  }
  const letters = text.match(polish)?.length ?? 0;
  const strange = text.match(/[\u0080-\u009f¤§¨©®°±˛¸ˇ˝¦¬]/g)?.length ?? 0;
  return (letters - 2 * strange) / beyond;
}
