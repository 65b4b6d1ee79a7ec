import express, { type Request, type Response } from 'express';
import { type Refusal, refuse } from './refusal.ts';
import { unsafePath } from './strict.ts';

export const maxJsonBytes = 1_048_576;

/** Reads a JSON body within the limit. Called after session and right were checked, so that strangers cannot make us parse. */
export async function readJson(req: Request, res: Response, maxBytes = maxJsonBytes, forms = false): Promise<Refusal | undefined> {
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) return tooLarge(maxBytes);
  const error = await run(parserOf(maxBytes), req, res);
  const formError = !error && forms && req.body === undefined ? await run(formParser, req, res) : undefined;
  const failed = error ?? formError;
  if (failed) return explain(failed, maxBytes);
  const hasBody = req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
  if (req.body === undefined && hasBody)
    return refuse(415, 'unsupportedMediaType', 'Send the body as application/json.', { place: 'Content-Type' });
  const unsafe = unsafePath(req.body);
  if (unsafe?.why === 'name') return refuse(400, 'unsafeName', `The name ${unsafe.path} cannot be used.`, { place: unsafe.path });
  if (unsafe) return refuse(400, 'tooDeep', 'The body is nested more than 100 levels deep.', { place: unsafe.path });
  return undefined;
}

export function tooLarge(maxBytes: number): Refusal {
  return refuse(413, 'tooLarge', `This is larger than the limit of ${maxBytes} bytes.`, { params: { limit: maxBytes } });
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

function explain(error: ParserError, maxBytes: number): Refusal {
  switch (error.type) {
    case 'entity.too.large':
      return tooLarge(maxBytes);
    case 'entity.parse.failed':
      return refuse(400, 'invalidJson', 'The body is not valid JSON.', { place: 'body' });
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return refuse(415, 'unsupportedMediaType', 'Send the body as application/json in UTF-8.', { place: 'Content-Type' });
    default:
      return refuse(400, 'invalidBody', 'The body could not be read.', { place: 'body' });
  }
}
