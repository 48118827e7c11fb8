import { describe } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { loadSampleModels, openSampleDatabase } from '../support/samples.ts';
import { filmWrites } from './sakila/films.ts';
import { rentalWrites } from './sakila/rentals.ts';
import { testWrites } from './twins/test-writes.ts';

describe('The sample database sakila', () => {
  testWrites(async () => ({ models: await loadSampleModels('sakila'), openDatabase }), {
    ...filmWrites,
    ...rentalWrites,
  });
});

/** The rows whose keys are the last of their columns leave no number for a new row. */
const removeLast = `DELETE FROM payment WHERE rental_id IN (SELECT rental_id FROM rental WHERE inventory_id > 1000);
  DELETE FROM rental WHERE inventory_id > 1000;
  DELETE FROM inventory WHERE inventory_id > 1000;
  DELETE FROM film_actor WHERE actor_id > 1000;
  DELETE FROM actor WHERE actor_id > 1000;`;

async function openDatabase(): Promise<TestDatabase> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await openSampleDatabase('sakila'));
  await database.connection.query(removeLast);
  const kept = opened.move();
  return { ...database, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
