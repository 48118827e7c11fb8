/** A field that fails, as it is to fail at the gateway: the code is held against its own, the message is not. */
export class Refusal extends Error {
  readonly code: 'BAD_USER_INPUT' | 'BAD_DATA' | 'FORBIDDEN';

  constructor(code: Refusal['code'], message: string) {
    super(message);
    this.code = code;
  }
}
