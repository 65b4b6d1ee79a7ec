import type { SandboxTask, TaskMessage, Token } from './protocol.ts';

/**
 * Packages, calendars and states go to a child once and as a number afterwards. Identity of the object decides: who holds the
 * same object means the same content (states are never changed in place), so a stale state cannot be meant by accident.
 */
export class SharedValues {
  private readonly tokens = new WeakMap<object, Token>();
  private last = 0;

  next(): Token {
    return ++this.last;
  }

  tokenOf(value: object): Token {
    let token = this.tokens.get(value);
    if (token === undefined) {
      token = this.next();
      this.tokens.set(value, token);
    }
    return token;
  }

  name(value: object, token: Token): void {
    this.tokens.set(value, token);
  }
}

/** A task ready to be sent: `shared` are the values behind `message.tokens`. */
export interface EncodedTask {
  message: Omit<TaskMessage, 'id' | 'values'>;
  shared: Map<Token, unknown>;
}

export function encodeTask(task: SandboxTask | { type: string }, values: SharedValues): EncodedTask {
  if (task.type !== 'decide') return { message: { type: task.type, body: task, tokens: {} }, shared: new Map() };
  const { state, command, ctx } = task as Extract<SandboxTask, { type: 'decide' }>;
  const { packages, calendars, calendarRules, ...rest } = ctx;
  const shared = new Map<Token, unknown>();
  const tokens: { [place: string]: Token } = {};
  const share = (place: string, value: object): void => {
    const token = values.tokenOf(value);
    tokens[place] = token;
    shared.set(token, value);
  };
  if (state !== null) share('state', state);
  share('calendars', calendars);
  if (calendarRules) share('calendarRules', calendarRules);
  for (const [hash, pkg] of Object.entries(packages)) share(`package:${hash}`, pkg);
  return { message: { type: 'decide', body: { command, ctx: rest }, tokens, keepAs: values.next() }, shared };
}
