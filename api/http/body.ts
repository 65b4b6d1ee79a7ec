import express, { type Request, type Response } from 'express';
import type { Locale } from '../contract/index.ts';
import { say } from '../texts/text.ts';
import { type Refusal, refuse } from './refusal.ts';
import { unsafePath } from './strict.ts';

export const maxJsonBytes = 1_048_576;

/** Reads a JSON body within the limit. Called after session and right were checked, so that strangers cannot make us parse. */
export async function readJson(
  req: Request,
  res: Response,
  locale: Locale,
  maxBytes = maxJsonBytes,
  forms = false,
): Promise<Refusal | undefined> {
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return tooLarge(maxBytes, locale);
  const error = await run(parserOf(maxBytes), req, res);
  const formError = !error && forms && req.body === undefined ? await run(formParser, req, res) : undefined;
  const failed = error ?? formError;
  if (failed) return explain(failed, maxBytes, locale);
  const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (req.body === undefined && hasBody)
    return refuse(415, 'unsupportedMediaType', say(locale, 'body.mediaType'), { place: 'Content-Type' });
  const unsafe = unsafePath(req.body);
  if (unsafe?.why === 'name')
    return refuse(400, 'unsafeName', say(locale, 'body.unsafeName', { name: unsafe.path }), { place: unsafe.path });
  if (unsafe?.why === 'number')
    return refuse(400, 'numberTooLarge', say(locale, 'body.numberTooLarge', { place: unsafe.path }), { place: unsafe.path });
  if (unsafe) return refuse(400, 'tooDeep', say(locale, 'body.tooDeep'), { place: unsafe.path });
  return undefined;
}

export function tooLarge(maxBytes: number, locale: Locale = 'en'): Refusal {
  return refuse(413, 'tooLarge', say(locale, 'body.tooLarge', { limit: maxBytes }), { params: { limit: maxBytes } });
}

type Parser = ReturnType<typeof express.json>;
const parsers = new Map<number, Parser>();
const formParser = express.urlencoded({ extended: false, limit: maxJsonBytes, parameterLimit: 200 });

function parserOf(maxBytes: number): Parser {
  const known = parsers.get(maxBytes);
  if (known) return known;
  const made = express.json({ limit: maxBytes, strict: true });
  parsers.set(maxBytes, made);
  return made;
}

interface ParserError {
  type?: string;
  status?: number;
  message: string;
}

function run(parser: Parser, req: Request, res: Response): Promise<ParserError | undefined> {
  return new Promise((resolve) => parser(req, res, (error?: unknown) => resolve(error as ParserError | undefined)));
}

function explain(error: ParserError, maxBytes: number, locale: Locale): Refusal {
  switch (error.type) {
    case 'entity.too.large':
      return tooLarge(maxBytes, locale);
    case 'entity.parse.failed':
      return refuse(400, 'invalidJson', say(locale, 'body.notJson'), { place: 'body' });
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return refuse(415, 'unsupportedMediaType', say(locale, 'body.mediaType'), { place: 'Content-Type' });
    default:
      return refuse(400, 'invalidBody', say(locale, 'body.unreadable'), { place: 'body' });
  }
}
