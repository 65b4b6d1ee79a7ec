import { child, type ModdleNode, text } from '../../model/moddle.ts';
import type { ErrorConfig } from './config.ts';

/** An error's code is its `errorCode`; a file without codes means the error's id. */
export function compile(node: ModdleNode): ErrorConfig {
  const error = child(node, 'errorRef');
  return {
    code: error && (text(error, 'errorCode') ?? error.id),
    codeVariable: text(node, 'perennial:codeVariable'),
    messageVariable: text(node, 'perennial:messageVariable'),
  };
}
