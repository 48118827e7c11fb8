import type { WriteCase } from '../twins/write-case.ts';

const films: readonly WriteCase[] = [
  {
    name: 'a film is created with its cast, its category and its copies',
    mutation: `createFilm(data: {
      title: "NEW", release_year: 2026, rating: PG_13, rental_rate: "0.50"
      language_film_language_idTolanguage: { create: { name: "Dutch" } }
      film_actor: { create: [{ actor: { create: { first_name: "A", last_name: "B" } } }, { actor: { connect: { actor_id: "1" } } }] }
      film_category: { create: [{ category: { connectOrCreate: { where: { category_id: "99" }, create: { name: "New" } } } }] }
      inventory: { createMany: { data: [{ store_id: "1" }, { store_id: "2" }] } }
    })`,
    prisma: [
      'film',
      'create',
      {
        data: {
          title: 'NEW',
          release_year: 2026,
          rating: 'PG_13',
          rental_rate: '0.50',
          language_film_language_idTolanguage: { create: { name: 'Dutch' } },
          film_actor: {
            create: [
              { actor: { create: { first_name: 'A', last_name: 'B' } } },
              { actor: { connect: { actor_id: 1 } } },
            ],
          },
          film_category: {
            create: [
              { category: { connectOrCreate: { where: { category_id: 99 }, create: { name: 'New' } } } },
            ],
          },
          inventory: { createMany: { data: [{ store_id: 1 }, { store_id: 2 }] } },
        },
      },
    ],
  },
  {
    name: 'a film refers to two rows of the same kind, by its columns',
    mutation: 'createFilm(data: { title: "NEW", language_id: "1", original_language_id: "4", rating: null })',
    prisma: [
      'film',
      'create',
      { data: { title: 'NEW', language_id: 1, original_language_id: 4, rating: null } },
    ],
  },
  {
    name: 'a film refers to two rows of the same kind, by its column and its relation',
    mutation: `createFilm(data: {
      title: "NEW", language_id: "1", language_film_original_language_idTolanguage: { connect: { language_id: "2" } }
    })`,
    prisma: [
      'film',
      'create',
      {
        data: {
          title: 'NEW',
          language_film_language_idTolanguage: { connect: { language_id: 1 } },
          language_film_original_language_idTolanguage: { connect: { language_id: 2 } },
        },
      },
    ],
  },
  {
    name: 'numbers and decimals of a film are counted',
    mutation: `updateFilm(film_id: "1", data: {
      rental_duration: { increment: 2 }, length: { decrement: 6 }, rental_rate: { multiply: "2.5" }, replacement_cost: { divide: "3" }
      release_year: { increment: 1 }
    })`,
    prisma: [
      'film',
      'update',
      {
        where: { film_id: 1 },
        data: {
          rental_duration: { increment: 2 },
          length: { decrement: 6 },
          rental_rate: { multiply: '2.5' },
          replacement_cost: { divide: '3' },
          release_year: { increment: 1 },
        },
      },
    ],
  },
  {
    name: 'the languages of a film change in two ways',
    mutation: `updateFilm(film_id: "2", data: {
      language_film_language_idTolanguage: { update: { name: "Old English" } }
      language_film_original_language_idTolanguage: { disconnect: true }
    })`,
    prisma: [
      'film',
      'update',
      {
        where: { film_id: 2 },
        data: {
          language_film_language_idTolanguage: { update: { name: 'Old English' } },
          language_film_original_language_idTolanguage: { disconnect: true },
        },
      },
    ],
  },
  {
    name: 'the cast of a film is taken over from others, updated and left',
    mutation: `updateFilm(film_id: "1", data: { film_actor: {
      connect: [{ actor_id_film_id: { actor_id: "3", film_id: "2" } }]
      update: [{ where: { actor_id_film_id: { actor_id: "2", film_id: "1" } }, data: { actor: { connect: { actor_id: "6" } } } }]
      delete: [{ actor_id_film_id: { actor_id: "5", film_id: "1" } }]
    } })`,
    prisma: [
      'film',
      'update',
      {
        where: { film_id: 1 },
        data: {
          film_actor: {
            connect: [{ actor_id_film_id: { actor_id: 3, film_id: 2 } }],
            update: [
              {
                where: { actor_id_film_id: { actor_id: 2, film_id: 1 } },
                data: { actor: { connect: { actor_id: 6 } } },
              },
            ],
            delete: [{ actor_id_film_id: { actor_id: 5, film_id: 1 } }],
          },
        },
      },
    ],
  },
  {
    name: 'a role is created or updated by its key of two fields',
    mutation: `updateActor(actor_id: "1", data: { last_name: "GUINNESS", film_actor: {
      connectOrCreate: [{ where: { actor_id_film_id: { actor_id: "1", film_id: "2" } }, create: { film_id: "2" } }]
      updateMany: [{ where: { film_id: { in: ["4"] } }, data: { film_id: "9" } }]
      upsert: [
        { where: { actor_id_film_id: { actor_id: "1", film_id: "1" } }, create: { film_id: "1" }, update: { last_update: "2001-01-01T00:00:00Z" } }
        { where: { actor_id_film_id: { actor_id: "1", film_id: "3" } }, create: { film_id: "3" }, update: { film: { update: { title: "x" } } } }
      ]
      deleteMany: [{ film_id: { gt: "6" } , last_update: { lt: "2000-01-01T00:00:00Z" } }]
    } })`,
    prisma: [
      'actor',
      'update',
      {
        where: { actor_id: 1 },
        data: {
          last_name: 'GUINNESS',
          film_actor: {
            connectOrCreate: [
              { where: { actor_id_film_id: { actor_id: 1, film_id: 2 } }, create: { film_id: 2 } },
            ],
            updateMany: [{ where: { film_id: { in: [4] } }, data: { film_id: 9 } }],
            upsert: [
              {
                where: { actor_id_film_id: { actor_id: 1, film_id: 1 } },
                create: { film_id: 1 },
                update: { last_update: new Date('2001-01-01T00:00:00Z') },
              },
              {
                where: { actor_id_film_id: { actor_id: 1, film_id: 3 } },
                create: { film_id: 3 },
                update: { film: { update: { title: 'x' } } },
              },
            ],
            deleteMany: [{ film_id: { gt: 6 }, last_update: { lt: new Date('2000-01-01T00:00:00Z') } }],
          },
        },
      },
    ],
  },
  {
    name: 'many roles are created',
    mutation:
      'createFilmActors(data: [{ actor_id: "6", film_id: "1" }, { actor_id: "6", film_id: "2", last_update: "2001-01-01T00:00:00Z" }])',
    prisma: [
      'film_actor',
      'createMany',
      {
        data: [
          { actor_id: 6, film_id: 1 },
          { actor_id: 6, film_id: 2, last_update: new Date('2001-01-01T00:00:00Z') },
        ],
      },
    ],
  },
  {
    name: 'many roles are moved to another film',
    mutation: 'updateFilmActors(where: { film_id: { equals: "7" } }, data: { film_id: "9" })',
    prisma: ['film_actor', 'updateMany', { where: { film_id: 7 }, data: { film_id: 9 } }],
  },
  {
    name: 'roles are deleted that meet conditions on what they join',
    mutation: 'deleteFilmActors(where: { film: { is: { rating: { equals: NC_17 } } } })',
    prisma: ['film_actor', 'deleteMany', { where: { film_id: 3 } }],
  },
  {
    name: 'a role is created that is there',
    mutation: 'createFilmActor(data: { actor_id: "1", film: { connect: { film_id: "1" } } })',
    prisma: [
      'film_actor',
      'create',
      { data: { actor: { connect: { actor_id: 1 } }, film: { connect: { film_id: 1 } } } },
    ],
    refused: 'CONFLICT',
  },
  {
    name: 'a film is deleted that others refer to',
    mutation: 'deleteFilm(film_id: "1")',
    prisma: ['film', 'delete', { where: { film_id: 1 } }],
    refused: 'CONSTRAINT',
  },
  {
    name: 'a film that nobody refers to is deleted',
    mutation: 'deleteFilm(film_id: "9")',
    prisma: ['film', 'delete', { where: { film_id: 9 } }],
  },
  {
    name: 'roles of a film would be nobody’s',
    mutation: 'updateFilm(film_id: "1", data: { title: "x", film_actor: { set: [] } })',
    prisma: ['film', 'update', { where: { film_id: 1 }, data: { title: 'x', film_actor: { set: [] } } }],
    refused: 'CONSTRAINT',
  },
  {
    name: 'a rate grows too great for its column',
    mutation: 'updateFilm(film_id: "1", data: { rental_rate: { multiply: "1000" } })',
    prisma: ['film', 'update', { where: { film_id: 1 }, data: { rental_rate: { multiply: '1000' } } }],
    refused: 'BAD_USER_INPUT',
  },
  {
    name: 'a key is given that nothing makes',
    mutation: 'createFilmText(data: { film_id: "100", title: "T", description: null })',
    prisma: ['film_text', 'create', { data: { film_id: 100, title: 'T', description: null } }],
  },
];

/** Films, and who plays in them. */
export const filmWrites = { films };
