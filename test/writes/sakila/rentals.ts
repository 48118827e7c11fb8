import type { WriteCase } from '../twins/write-case.ts';

const firstRental = '2005-05-25T05:53:30.000Z';

const rentals: readonly WriteCase[] = [
  {
    name: 'a rental is created with its payments, by keys of several rows',
    mutation: `createRental(data: {
      rental_date: "2026-01-01T00:00:00Z"
      inventory: { create: { film: { connect: { film_id: "9" } }, store: { connect: { manager_staff_id: "2" } } } }
      customer: { connect: { customer_id: "5" } }, staff: { connect: { staff_id: "1" } }
      payment: { create: [{ amount: "2.99", payment_date: "2026-01-01T00:00:01Z", customer: { connect: { customer_id: "5" } }, staff: { connect: { staff_id: "2" } } }] }
    })`,
    prisma: [
      'rental',
      'create',
      {
        data: {
          rental_date: new Date('2026-01-01T00:00:00Z'),
          inventory: {
            create: { film: { connect: { film_id: 9 } }, store: { connect: { manager_staff_id: 2 } } },
          },
          customer: { connect: { customer_id: 5 } },
          staff: { connect: { staff_id: 1 } },
          payment: {
            create: [
              {
                amount: '2.99',
                payment_date: new Date('2026-01-01T00:00:01Z'),
                customer: { connect: { customer_id: 5 } },
                staff: { connect: { staff_id: 2 } },
              },
            ],
          },
        },
      },
    ],
  },
  {
    name: 'a rental is named by its key of three fields',
    mutation: `updateRentalByRental_dateAndInventory_idAndCustomer_id(
      rental_date: "${firstRental}", inventory_id: "2", customer_id: "2", data: { return_date: null }
    )`,
    prisma: [
      'rental',
      'update',
      {
        where: {
          rental_date_inventory_id_customer_id: {
            rental_date: new Date(firstRental),
            inventory_id: 2,
            customer_id: 2,
          },
        },
        data: { return_date: null },
      },
    ],
  },
  {
    name: 'a rental is created or updated by its key of three fields',
    mutation: `upsertRental(
      where: { rental_date_inventory_id_customer_id: { rental_date: "${firstRental}", inventory_id: "3", customer_id: "2" } }
      create: { rental_date: "${firstRental}", inventory_id: "3", customer_id: "2", staff_id: "1" }
      update: { staff_id: "2" }
    )`,
    prisma: [
      'rental',
      'upsert',
      {
        where: {
          rental_date_inventory_id_customer_id: {
            rental_date: new Date(firstRental),
            inventory_id: 3,
            customer_id: 2,
          },
        },
        create: { rental_date: new Date(firstRental), inventory_id: 3, customer_id: 2, staff_id: 1 },
        update: { staff_id: 2 },
      },
    ],
  },
  {
    name: 'payments of a rental are taken out, and forget it',
    mutation: `updateRental(rental_id: "1", data: { payment: { set: [{ payment_id: "28" }] } })`,
    prisma: [
      'rental',
      'update',
      { where: { rental_id: 1 }, data: { payment: { set: [{ payment_id: 28 }] } } },
    ],
  },
  {
    name: 'a rental is deleted, and its payment forgets it',
    mutation: 'deleteRental(rental_id: "1")',
    prisma: ['rental', 'delete', { where: { rental_id: 1 } }],
  },
  {
    name: 'amounts of many payments are counted',
    mutation: `updatePayments(
      where: { customer: { is: { last_name: { equals: "SMITH" } } }, amount: { lt: "5" } }, data: { amount: { increment: "0.01" } }
    )`,
    prisma: [
      'payment',
      'updateMany',
      {
        where: { customer_id: { in: [1, 5] }, amount: { lt: '5' } },
        data: { amount: { increment: '0.01' } },
      },
    ],
  },
  {
    name: 'payments of customers are deleted',
    mutation:
      'updateCustomer(customer_id: "1", data: { active: false, email: null, payment: { deleteMany: [{ amount: { gte: "3" } }] } })',
    prisma: [
      'customer',
      'update',
      {
        where: { customer_id: 1 },
        data: { active: false, email: null, payment: { deleteMany: [{ amount: { gte: '3' } }] } },
      },
    ],
  },
  {
    name: 'the key of three fields is taken',
    mutation: `createRental(data: { rental_date: "${firstRental}", inventory_id: "2", customer_id: "2", staff_id: "1" })`,
    prisma: [
      'rental',
      'create',
      { data: { rental_date: new Date(firstRental), inventory_id: 2, customer_id: 2, staff_id: 1 } },
    ],
    refused: 'CONFLICT',
  },
  {
    name: 'one of four references is to nothing',
    mutation: `createPayment(data: { amount: "1", payment_date: "${firstRental}", customer_id: "1", staff_id: "9", rental_id: null })`,
    prisma: [
      'payment',
      'create',
      {
        data: {
          amount: '1',
          payment_date: new Date(firstRental),
          customer_id: 1,
          staff_id: 9,
          rental_id: null,
        },
      },
    ],
    refused: 'CONSTRAINT',
  },
];

const stores: readonly WriteCase[] = [
  {
    name: 'a store gets a manager who works in it',
    mutation: `createStore(data: {
      address_id: "3", staff_store_manager_staff_idTostaff: { create: {
        first_name: "N", last_name: "N", username: "n", picture: "AAEC", address_id: "3", store_id: "1"
      } }
    })`,
    prisma: [
      'store',
      'create',
      {
        data: {
          address: { connect: { address_id: 3 } },
          staff_store_manager_staff_idTostaff: {
            create: {
              first_name: 'N',
              last_name: 'N',
              username: 'n',
              picture: Buffer.from([0, 1, 2]),
              address_id: 3,
              store_id: 1,
            },
          },
        },
      },
    ],
  },
  {
    name: 'a store is named by its manager, who changes',
    mutation: 'updateStoreByManager_staff_id(manager_staff_id: "1", data: { manager_staff_id: "3" })',
    prisma: ['store', 'update', { where: { manager_staff_id: 1 }, data: { manager_staff_id: 3 } }],
  },
  {
    name: 'somebody manages a store who manages none',
    mutation:
      'updateStaff(staff_id: "3", data: { store_store_manager_staff_idTostaff: { connect: { store_id: "1" } } })',
    prisma: [
      'staff',
      'update',
      { where: { staff_id: 3 }, data: { store_store_manager_staff_idTostaff: { connect: { store_id: 1 } } } },
    ],
  },
  {
    name: 'an address is updated that cannot be created',
    mutation:
      'updateAddress(address_id: "1", data: { postal_code: "T1K", city: { update: { country: { update: { country: "Kanada" } } } } })',
    prisma: [
      'address',
      'update',
      {
        where: { address_id: 1 },
        data: { postal_code: 'T1K', city: { update: { country: { update: { country: 'Kanada' } } } } },
      },
    ],
  },
  {
    name: 'staff move to another store',
    mutation: `updateStore(store_id: "1", data: { staff_staff_store_idTostore: { connect: [{ staff_id: "2" }], updateMany: [{ where: { active: { equals: false } }, data: { active: true, email: "new@example.com" } }] } })`,
    prisma: [
      'store',
      'update',
      {
        where: { store_id: 1 },
        data: {
          staff_staff_store_idTostore: {
            connect: [{ staff_id: 2 }],
            updateMany: [{ where: { active: false }, data: { active: true, email: 'new@example.com' } }],
          },
        },
      },
    ],
  },
  {
    name: 'somebody manages two stores',
    mutation: 'updateStore(store_id: "1", data: { manager_staff_id: "2" })',
    prisma: ['store', 'update', { where: { store_id: 1 }, data: { manager_staff_id: 2 } }],
    refused: 'CONFLICT',
  },
  {
    name: 'many staff go, one of whom manages a store',
    mutation: 'deleteStaffList(where: { store_id: { equals: "1" } })',
    prisma: ['staff', 'deleteMany', { where: { store_id: 1 } }],
    refused: 'CONSTRAINT',
  },
];

/** Rentals and payments, and the circle of stores and those who manage them. */
export const rentalWrites = { rentals, stores };
