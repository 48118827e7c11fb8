import { BadUserInputError } from '../../errors.ts';

/** White space and comments before a statement, except comments that a server executes. */
const leading = /^(?:\s|--\s.*\n|#.*\n|\/\*(?!M?!)[^]*?\*\/)*/;

/** Statements that would change the session for the next user of the connection. */
const session =
  /^(?:begin|start|commit|rollback|savepoint|release|xa|lock|unlock|use|set|prepare|flush|reset|handler|create\s+(?:or\s+replace\s+)?temporary|\/\*M?!)/i;

/** Statements that commit the transaction they run in. */
const committing = /^(?:create|alter|drop|truncate|rename|grant|revoke|analyze|optimize|repair)\b/i;

/**
 * Refuses a statement that would end a transaction, or leave its session changed. Sessions are shared with
 * the gateway's own statements, which rely on their settings.
 * @throws BadUserInputError
 */
export function refuseSessionChange(text: string, { inTransaction }: { inTransaction: boolean }): void {
  const statement = text.replace(leading, '');
  const [first] = /^\S+/.exec(statement) ?? [''];
  if (session.test(statement)) {
    throw new BadUserInputError(
      `Expected a statement that leaves its session as it is, but got ${first.toUpperCase()}. Use $transaction for transactions.`,
    );
  }
  if (inTransaction && committing.test(statement)) {
    throw new BadUserInputError(
      `Expected a statement that leaves the transaction open, but got ${first.toUpperCase()}, which would commit it.`,
    );
  }
}
