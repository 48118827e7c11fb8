/** How a field is compared and written; enums go by their type's name. */
export type FieldKind = 'ID' | 'String' | 'DateTime' | 'Boolean' | 'Role' | 'MembershipRole';

/** A relation: the rows of `target` whose `to` equals this row's `from`. */
export interface OracleRelation {
  readonly target: OracleModel['name'];
  readonly many: boolean;
  readonly from: string;
  readonly to: string;
}

/** The bundled model as the oracle knows it: written by hand, so that it shares nothing with what it is to check. */
export interface OracleModel {
  readonly name: 'User' | 'Team' | 'Membership' | 'Post' | 'Comment';
  readonly singular: 'user' | 'team' | 'membership' | 'post' | 'comment';
  readonly plural: string;
  readonly key: readonly string[];
  readonly unique: string | undefined;
  readonly nullable: readonly string[];
  readonly fields: Readonly<Record<string, FieldKind>>;
  readonly relations: Readonly<Record<string, OracleRelation>>;
}

const user: OracleModel = {
  name: 'User',
  singular: 'user',
  plural: 'users',
  key: ['id'],
  unique: 'email',
  nullable: ['bio', 'managerId'],
  fields: {
    id: 'ID',
    email: 'String',
    name: 'String',
    bio: 'String',
    role: 'Role',
    managerId: 'ID',
    createdAt: 'DateTime',
    updatedAt: 'DateTime',
  },
  relations: {
    manager: { target: 'User', many: false, from: 'managerId', to: 'id' },
    reports: { target: 'User', many: true, from: 'id', to: 'managerId' },
    memberships: { target: 'Membership', many: true, from: 'id', to: 'userId' },
    posts: { target: 'Post', many: true, from: 'id', to: 'authorId' },
    comments: { target: 'Comment', many: true, from: 'id', to: 'authorId' },
  },
};

const team: OracleModel = {
  name: 'Team',
  singular: 'team',
  plural: 'teams',
  key: ['id'],
  unique: 'slug',
  nullable: [],
  fields: { id: 'ID', slug: 'String', name: 'String', createdAt: 'DateTime' },
  relations: { memberships: { target: 'Membership', many: true, from: 'id', to: 'teamId' } },
};

const membership: OracleModel = {
  name: 'Membership',
  singular: 'membership',
  plural: 'memberships',
  key: ['userId', 'teamId'],
  unique: undefined,
  nullable: [],
  fields: { userId: 'ID', teamId: 'ID', role: 'MembershipRole', joinedAt: 'DateTime' },
  relations: {
    user: { target: 'User', many: false, from: 'userId', to: 'id' },
    team: { target: 'Team', many: false, from: 'teamId', to: 'id' },
  },
};

const post: OracleModel = {
  name: 'Post',
  singular: 'post',
  plural: 'posts',
  key: ['id'],
  unique: undefined,
  nullable: [],
  fields: {
    id: 'ID',
    title: 'String',
    body: 'String',
    published: 'Boolean',
    authorId: 'ID',
    createdAt: 'DateTime',
  },
  relations: {
    author: { target: 'User', many: false, from: 'authorId', to: 'id' },
    comments: { target: 'Comment', many: true, from: 'id', to: 'postId' },
  },
};

const comment: OracleModel = {
  name: 'Comment',
  singular: 'comment',
  plural: 'comments',
  key: ['id'],
  unique: undefined,
  nullable: [],
  fields: { id: 'ID', body: 'String', postId: 'ID', authorId: 'ID', createdAt: 'DateTime' },
  relations: {
    post: { target: 'Post', many: false, from: 'postId', to: 'id' },
    author: { target: 'User', many: false, from: 'authorId', to: 'id' },
  },
};

/** All models, by name. */
export const directory: Readonly<Record<OracleModel['name'], OracleModel>> = {
  User: user,
  Team: team,
  Membership: membership,
  Post: post,
  Comment: comment,
};

/** All models, as a list to pick from. */
export const models = [user, team, membership, post, comment] as const;

/** One step of an ordering, by a field, a related row's (`author.name`) or a number of rows (`comments.count`). */
export type OrderStep = readonly [field: string, direction: 'asc' | 'desc'];

/** Ends an ordering with the key; what repeats a field, or comes behind the whole key, orders nothing. */
export function completeOrder(model: OracleModel, asked: readonly OrderStep[]): readonly OrderStep[] {
  const order: OrderStep[] = [];
  for (const step of [...asked, ...model.key.map((field): OrderStep => [field, 'asc'])]) {
    const seen = new Set(order.map(([field]) => field));
    if (!seen.has(step[0]) && !model.key.every((field) => seen.has(field))) order.push(step);
  }
  return order;
}

/** What least and greatest values are asked of: of texts that the collation holds equal, either may be answered. */
export function measuredFields(model: OracleModel): readonly string[] {
  return Object.entries(model.fields).flatMap(([name, kind]) =>
    ['ID', 'DateTime', 'Boolean'].includes(kind) || name === model.unique ? [name] : [],
  );
}
