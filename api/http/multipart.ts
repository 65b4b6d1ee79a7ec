import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import type { Request } from 'express';
import { cut } from '../../engine/text/cut.ts';
import { tooLarge } from './body.ts';
import { type Refusal, refuse } from './refusal.ts';

export interface ReceivedFile {
  /** As the sender called it, without folders and control characters. */
  name: string;
  /** Where it lies until `discard`. */
  path: string;
  size: number;
  sha256: string;
  discard(): Promise<void>;
}

/** Streams the one file of a multipart body to disk, never more than the limit. */
export async function receiveFile(req: Request, upload: { field: string; maxBytes: number }): Promise<ReceivedFile | Refusal> {
  const { field, maxBytes } = upload;
  // The parts' headers come on top: leave room, the file itself is counted below.
  if (Number(req.headers['content-length'] ?? 0) > maxBytes + 100_000) return tooLarge(maxBytes);
  let parser: busboy.Busboy;
  try {
    parser = busboy({
      headers: req.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 10, fieldSize: 1000, parts: 12, fileSize: maxBytes },
    });
  } catch {
    return refuse(415, 'unsupportedMediaType', `Send the file as multipart/form-data in the field ${field}.`, { place: 'Content-Type' });
  }
  const received = collect(parser, field);
  // Heard at once: it may fail while the pipeline is still awaited.
  const fault = received.then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error,
  );
  try {
    await pipeline(req, parser);
  } catch {
    await (await received.catch(() => undefined))?.discard();
    if (isDiskFault(await fault))
      return refuse(507, 'noRoom', 'The file could not be stored: the disk is full or cannot be written. Try again later.');
    return refuse(400, 'invalidBody', 'The upload broke off or is not valid multipart/form-data.', { place: 'body' });
  }
  const file = await received;
  if (!file) return refuse(400, 'fileMissing', `There is no file in the field ${field}.`, { place: field });
  if (!file.truncated) return file;
  await file.discard();
  return tooLarge(maxBytes);
}

function isDiskFault(error: NodeJS.ErrnoException | undefined): boolean {
  return error?.syscall !== undefined && ['open', 'write', 'close'].includes(error.syscall);
}

type Collected = ReceivedFile & { truncated: boolean };

function collect(parser: busboy.Busboy, field: string): Promise<Collected | undefined> {
  return new Promise((resolve, reject) => {
    let writing: Promise<Collected> | undefined;
    parser.on('file', (name, stream, info) => {
      if (name !== field || writing) {
        stream.resume();
        return;
      }
      writing = write(stream, info.filename);
      writing.catch((error) => {
        reject(error);
        parser.destroy(error);
      });
    });
    parser.on('close', () => resolve(writing));
    parser.on('error', reject);
  });
}

async function write(stream: NodeJS.ReadableStream & { truncated?: boolean }, fileName: string | undefined): Promise<Collected> {
  const path = join(tmpdir(), `perennial-${randomUUID()}`);
  const hash = createHash('sha256');
  let size = 0;
  const counting = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const discard = () => rm(path, { force: true });
  try {
    await pipeline(stream, counting, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await discard();
    throw error;
  }
  return { name: safeName(fileName), path, size, sha256: hash.digest('hex'), discard, truncated: stream.truncated === true };
}

/** A name to show and to offer for saving: no folders, no control or direction characters. */
export function safeName(name: string | undefined): string {
  // Browsers write a quotation mark in a file's name as %22.
  const last = (name ?? '').replaceAll('%22', '"').split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const clean = last.replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return cut(clean, 200) || 'file';
}
