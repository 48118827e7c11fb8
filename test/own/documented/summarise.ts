/** Runs in a thread, so that it may block. */
// eslint-disable-next-line import/no-default-export -- threads call it
export default function summarise(users: readonly { readonly bio: string | null }[]): (string | null)[] {
  return users.map(({ bio }) => bio && bio.split('.', 1).join(''));
}
