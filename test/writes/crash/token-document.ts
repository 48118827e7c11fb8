/** Writes ten rows that all bear one token: new ones at the root and nested, and a client's two that are there already. */
export const tokenDocument = `mutation (
  $token: String!, $first: String!, $second: String!, $third: String!, $left: String!, $right: String!
) {
  team: createTeam(data: { slug: $token, name: $token, memberships: { create: [
    { user: { create: { email: $first, name: $token } } }
    { role: OWNER, user: { create: { email: $second, name: $token } } }
  ] } }) { memberships { totalCount } }
  author: createUser(data: { email: $third, name: $token, posts: { create: [
    { title: $token, body: "one" }
    { title: $token, body: "two" }
  ] } }) { posts { totalCount } }
  left: updateUserByEmail(email: $left, data: { bio: $token }) { bio }
  right: updateUserByEmail(email: $right, data: { bio: $token }) { bio }
}`;

/** The variables of the document. */
export function tokenVariables(client: number, token: string): Readonly<Record<string, string>> {
  return {
    token,
    first: `${token}-1@example.com`,
    second: `${token}-2@example.com`,
    third: `${token}-3@example.com`,
    left: `left-${client}@pairs.example.com`,
    right: `right-${client}@pairs.example.com`,
  };
}

/** The rows that the clients' documents find there. */
export function insertPairs(clients: number): string {
  const rows = Array.from({ length: clients }, (_, client) => {
    const { left, right } = tokenVariables(client, '');
    return `('${left}', 'pair', NOW()), ('${right}', 'pair', NOW())`;
  });
  return `INSERT INTO User (email, name, updatedAt) VALUES ${rows.join(', ')}`;
}

/** The rows of each token, told as texts that are the same for all documents that are wholly there. One statement, so one view of the data. */
export const selectTokens = `SELECT token, GROUP_CONCAT(kind ORDER BY kind SEPARATOR ' ') AS \`rows\` FROM (
  SELECT name AS token, 'team' AS kind FROM Team
  UNION ALL SELECT t.name, 'membership' FROM Membership m JOIN Team t ON t.id = m.teamId JOIN User u ON u.id = m.userId AND u.name = t.name
  UNION ALL SELECT name, 'user' FROM User WHERE name <> 'pair'
  UNION ALL SELECT p.title, 'post' FROM Post p JOIN User u ON u.id = p.authorId AND u.name = p.title
  UNION ALL SELECT bio, 'pair' FROM User WHERE bio IS NOT NULL
) AS written GROUP BY token`;

/** What \`selectTokens\` tells of a document that is wholly there: the rows of a pair bear the token until the client's next. */
export const wholeRows: readonly string[] = [
  'membership membership post post team user user user',
  'membership membership pair pair post post team user user user',
];
