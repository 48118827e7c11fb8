import { describe, expect, test } from 'vitest';
import { readGeneratedModel } from '../../src/gateway.ts';
import { readCondition } from '../../src/resolvers/read-filter.ts';
import { openProtection, type ProtectionOptions, RulesError } from '../../src/rules/protection.ts';

const models = await readGeneratedModel();

const viewer: ProtectionOptions['viewer'] = {
  values: { id: 'User.id', name: 'User.name', teams: ['Team.id'] },
  roles: ['admin', 'hr'],
};

/** The faults of rules, of which each begins with its place. */
function faultsOf(rules: ProtectionOptions['rules'], of = viewer): readonly string[] {
  try {
    openProtection(models, { viewer: of, rules }, readCondition);
  } catch (error) {
    if (error instanceof RulesError) return error.faults;
    throw error;
  }
  return [];
}

describe('Rules', () => {
  test('of all words are read', () => {
    const faults = faultsOf(({ viewer: { id, teams } }) => ({
      '*': { delete: 'nobody', read: 'signedIn' },
      Post: {
        read: [{ published: true }, { authorId: id }, 'admin'],
        write: [{ authorId: id }, 'admin'],
        update: { authorId: id },
        updated: 'anyone',
        create: 'signedIn',
        delete: 'nobody',
        preset: { authorId: id },
        only: [{ comments: { none: { authorId: id } } }, 'hr'],
      },
      Comment: { read: { post: 'read' }, within: 'none' },
      Team: {
        read: [
          { id: teams },
          { memberships: { some: { userId: id } } },
          { memberships: { count: { gt: 3 } } },
        ],
      },
      Membership: { within: { userId: id } },
      User: {
        read: 'anyone',
        fields: { email: { read: [{ id }, 'admin'], update: 'admin' }, role: { update: 'hr' } },
      },
    }));
    expect(faults).toEqual([]);
  });

  test.each<[string, ProtectionOptions['rules'], string]>([
    ['no object', () => undefined, 'rules: expected an object with the rules of each model, got undefined'],
    ['an unknown model', () => ({ Posts: {} }), 'rules.Posts: expected a model such as Post, got "Posts"'],
    ['an unknown word', () => ({ Post: { raed: 'anyone' } }), 'rules.Post.raed: expected one of read, create'],
    ['an unknown role', () => ({ Post: { read: 'admni' } }), '(such as admin), got "admni"'],
    ['an unknown field', () => ({ Post: { read: [{ titel: 'a' }] } }), 'rules.Post.read[0].titel: expected a field or relation of Post such as title'],
    ['a field of another kind', () => ({ Post: { read: ['hr', { authorId: 'x' }] } }), 'rules.Post.read[1].authorId.equals: expected'],
    ['a value of another type', ({ viewer: { name } }) => ({ Post: { read: { authorId: name } } }), 'expected a value of type Int, got "viewer.name of type String"'],
    ['a list that one value is', ({ viewer: { teams } }) => ({ Team: { read: { id: { equals: teams } } } }), 'expected one of in, notIn for viewer.teams'],
    ['no conditions', () => ({ Post: { read: {} } }), 'rules.Post.read: expected conditions, got {}'],
    ['no conditions of a field', () => ({ Post: { read: { title: {} } } }), 'rules.Post.read.title: expected one of equals'],
    ['an empty list', () => ({ Post: { read: { OR: [] } } }), 'rules.Post.read.OR: expected a list of conditions, got []'],
    ['no conditions of every row', () => ({ Post: { read: { comments: { every: {} } } } }), 'rules.Post.read.comments.every: expected conditions'],
    ['an undefined value', () => ({ Post: { read: { title: undefined } } }), 'rules.Post.read.title: expected a value or comparisons, got undefined'],
    ['an unknown value of the viewer', ({ viewer: of }) => ({ Post: { read: { authorId: of['uid'] } } }), 'got viewer.uid'],
    ['a role for one viewer', ({ viewer: { id } }) => ({ Post: { read: id === '7' ? 'anyone' : 'nobody' } }), 'rules.Post.read: expected the same rules for every viewer'],
    ['a rule for those with an id', ({ viewer: { id } }) => ({ Post: id ? { read: 'anyone' } : {} }), 'rules.Post: expected the same rules for every viewer'],
    ['a failing function', () => { throw new Error('oh'); }, 'rules: oh'],
    ['a circle', () => ({ Post: { read: { author: 'read' } }, User: { read: { manager: 'read' } } }), 'User → User'],
    ['read of many rows', () => ({ Post: { read: { comments: 'read' } } }), "expected 'read' of a relation to one row"],
    ['read under NOT', () => ({ Post: { read: { NOT: [{ author: 'read' }] } } }), "expected 'read' outside of NOT"],
    ['a rule on a key', () => ({ Post: { fields: { id: { read: 'hr' } } } }), 'rules.Post.fields.id.read: expected no rule'],
    ['a field that one model lacks', ({ viewer: { id } }) => ({ '*': { within: { authorId: id } } }), "rules.Team.within: expected the model to have a field authorId, or within: 'none'"],
    ['a condition for every model', () => ({ '*': { read: { id: 1 } } }), 'rules.*.read: expected a role'],
    ['a comparison that binds everybody', () => ({ Post: { within: { authorId: { gt: 1 } } } }), 'rules.Post.within.authorId: expected one value'],
  ])('with %s are refused', (_, rules, expected) => {
    expect(faultsOf(rules).join('\n')).toContain(expected);
  }); // prettier-ignore

  test('tell all of their faults at once', () => {
    const faults = faultsOf(() => ({
      Post: { read: ['x', { y: 1 }] },
      Z: {},
      User: { fields: { q: { read: 'hr' } } },
    }));
    expect(faults).toHaveLength(4);
  });

  test('need values that are fields', () => {
    const values = { id: 'User.uid', tenant: 'Tenant.id' };
    expect(faultsOf(() => ({}), { values, roles: [] })).toEqual([
      `viewer.values.id: expected a field of a model such as 'User.id', got "User.uid"`,
      `viewer.values.tenant: expected a field of a model such as 'User.id', got "Tenant.id"`,
    ]);
  });
});
