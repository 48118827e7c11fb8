import { describe, expect, test } from 'vitest';
import { buildRowShape } from '../../src/model/build-shape.ts';
import { buildKey } from '../../src/model/load.ts';
import { openTestDatabase, seededDatabaseUrl } from '../support/database.ts';
import { buildLookup, keyOf, openTestLoaders, loadOne } from '../support/loaders.ts';

describe('Session', () => {
  test('loads equal shapes and keys once in its life', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: seededDatabaseUrl() });
    const session = loaders.openSession();
    const user = await buildLookup('User');
    const [one, same] = await Promise.all([
      loadOne(session, user, keyOf(1)),
      loadOne(session, user, keyOf(1)),
    ]);
    expect(same).toBe(one);
    expect(await loadOne(session, user, keyOf(1))).toBe(one);
    expect(loaders.statements).toHaveLength(1);
  });

  test('shares nothing that was loaded with another session', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: seededDatabaseUrl() });
    const user = await buildLookup('User');
    await loadOne(loaders.openSession(), user, keyOf(1));
    await loadOne(loaders.openSession(), user, keyOf(1));
    expect(loaders.statements).toHaveLength(2);
  });

  test('counts the statements it took part in', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: seededDatabaseUrl() });
    const session = loaders.openSession();
    const [user, team] = [await buildLookup('User'), await buildLookup('Team')];
    await Promise.all([loadOne(session, user, keyOf(1)), loadOne(session, team, keyOf(1))]);
    await loadOne(session, user, keyOf(2));
    expect(session.statements).toBe(3);
  });

  test('takes LOAD_MAX_KEYS keys of a shape at once and refuses more with TOO_COMPLEX', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: seededDatabaseUrl() });
    const user = await buildLookup('User');
    const loadAll = async (count: number): Promise<unknown[]> => {
      const session = loaders.openSession(3);
      return Promise.all(
        Array.from({ length: count }, (_, index) => loadOne(session, user, keyOf(index + 1))),
      );
    };
    expect(await loadAll(3)).toHaveLength(3);
    await expect(loadAll(4)).rejects.toMatchObject({
      code: 'TOO_COMPLEX',
      message: 'Expected at most 3 rows of User to be requested at once, but got 4. Request smaller pages.',
    });
    expect(loaders.statements).toHaveLength(1);
  });

  test('finds one row for keys that only the database holds equal', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: seededDatabaseUrl() });
    const { model } = await buildLookup('User');
    const session = loaders.openSession();
    const [email = []] = model.uniqueKeys;
    const byEmail = buildRowShape({ model, by: email, long: [] });
    const rows = await Promise.all(
      ['user5@example.com', 'USER5@example.COM', 'user5@example.com '].map((text) =>
        loadOne(session, byEmail, buildKey([text])),
      ),
    );
    expect(rows.map((row) => row?.['id'])).toEqual(['5', '5', '5']);
    expect(loaders.statements).toMatchObject([{ keys: 3 }]);
  });

  test('finds no row for a key that begins with a whole column of text and goes on', async () => {
    await using database = await openTestDatabase('tables');
    const longest = 'x'.repeat(191);
    await database.connection.query(
      'INSERT INTO `User` (id, email, name, updatedAt) VALUES (1, ?, ?, NOW())',
      [longest, 'Long'],
    );
    await using loaders = await openTestLoaders({ databaseUrl: database.url });
    const { model } = await buildLookup('User');
    const [email = []] = model.uniqueKeys;
    const byEmail = buildRowShape({ model, by: email, long: [] });
    const session = loaders.openSession();
    const rows = await Promise.all(
      [longest, `${longest}x`, `${longest}xx`, `${longest} x`, `${longest}   `].map((text) =>
        loadOne(session, byEmail, buildKey([text])),
      ),
    );
    // The bundled collation passes over spaces at the end.
    expect(rows.map((row) => row?.['id'])).toEqual(['1', undefined, undefined, undefined, '1']);
  });

  test('refuses to load once it was given up, and keeps the first reason', async () => {
    await using loaders = await openTestLoaders({ databaseUrl: seededDatabaseUrl() });
    const session = loaders.openSession();
    session.abort(new Error('first'));
    session.abort(new Error('second'));
    await expect(loadOne(session, await buildLookup('User'), keyOf(1))).rejects.toThrow('first');
    expect(loaders.statements).toEqual([]);
  });
});
