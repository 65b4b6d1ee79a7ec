/** What a user can mend about a server: one line that says what to do. The launcher prints its message without a stack. */
export class ServerError extends Error {
  override readonly name = 'UserError';
}
