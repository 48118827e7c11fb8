import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseSchema } from '../../src/prisma-schema/parse-schema.ts';
import { openTestDatabase } from '../support/database.ts';
import { pullInto, pullSchema } from '../support/pull-schema.ts';
import { openSampleDatabase, samples } from '../support/samples.ts';

describe('A second pull', () => {
  test.each(samples)('of %s changes nothing', async (name) => {
    await using database = await openSampleDatabase(name);
    const { text } = await pullSchema(database.connection);
    const again = await pullInto(database.connection, text);
    expect(again.changes).toEqual([]);
    expect(again.text).toBe(text);
  });

  test('changes nothing in the bundled schema, which was written by hand', async () => {
    await using database = await openTestDatabase('tables');
    const text = await readFile(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8');
    const again = await pullInto(database.connection, text);
    expect(again.changes).toEqual([]);
    expect(again.text).toBe(text);
  });
});

const tables = [
  "CREATE TABLE customers (customer_id INT AUTO_INCREMENT PRIMARY KEY, e_mail VARCHAR(80) NOT NULL UNIQUE, state ENUM('new','old') NOT NULL, api_token VARCHAR(80), legacy INT)",
  'CREATE TABLE orders (id INT AUTO_INCREMENT PRIMARY KEY, customer_id INT NOT NULL, note VARCHAR(20), paid TINYINT(1) NOT NULL DEFAULT 0, old_id INT, CONSTRAINT fk_customer FOREIGN KEY (customer_id) REFERENCES customers (customer_id) ON DELETE RESTRICT ON UPDATE CASCADE)',
  'CREATE TABLE leftovers (id INT PRIMARY KEY, order_id INT, FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE ON UPDATE CASCADE)',
];

/** The pulled schema after a person has been at it: renamed, commented, annotated, ordered and re-typed. */
function edit(text: string): string {
  const edits: readonly (readonly [RegExp, string])[] = [
    [/model Customer \{/, '/// Who buys.\n/// @gather.name("Buyer")\nmodel Client {'],
    [/\bCustomer\b(?!\w)/g, 'Client'],
    [/^ *eMail /m, '  // asked at sign-up\n  /// Where invoices go.\n  email '],
    [/^ *\/\/ Its name looks.*\n *\/\/\/ @gather.hide\n/m, ''],
    [/^ *customer /m, '  buyer '],
    [/^ *orders /m, '  purchases '],
    [/paid( +)Boolean( +)@default\(false\)/, 'paid$1Int$2@default(0) @db.TinyInt // 2 is refunded'],
    [/note( +)String\?/, 'note$1String? @default("none")'],
    [/enum CustomerState/, '/// Of a client.\nenum ClientState'],
    [/CustomerState/g, 'ClientState'],
  ];
  return edits.reduce((all, [from, to]) => all.replaceAll(new RegExp(from, 'gm'), to), text);
}

describe('A pull into an edited schema', () => {
  test('keeps what was edited, adds what is new and removes what is gone, and says so', async () => {
    await using database = await openTestDatabase('nothing');
    const { connection } = database;
    for (const table of tables) await connection.query(table);
    const edited = edit((await pullSchema(connection)).text);
    await parseSchema([{ file: 'edited', text: edited }]);
    expect((await pullInto(connection, edited)).changes).toEqual([]);
    expect((await pullInto(connection, edited)).text).toBe(edited);

    await connection.query(
      "ALTER TABLE customers DROP legacy, ADD phone CHAR(12) NULL AFTER e_mail, MODIFY state ENUM('new','lost') NOT NULL",
    );
    await connection.query('ALTER TABLE orders MODIFY note VARCHAR(40), DROP old_id, ADD INDEX (note)');
    await connection.query('DROP TABLE leftovers');
    await connection.query(
      'CREATE TABLE parcels (id INT PRIMARY KEY, order_id INT NOT NULL, FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE ON UPDATE CASCADE)',
    );
    const pulled = await pullInto(connection, edited);
    expect(pulled.changes.toSorted()).toEqual([
      'Added @@index([note], map: "note") to Order.',
      'Added Client.phone.',
      'Added ClientState.lost.',
      'Added Order.parcels.',
      'Added Parcel, for the table parcels.',
      'Changed Order.note: String? @default("none") @db.VarChar(40), which was String? @default("none") @db.VarChar(20).',
      'Removed Client.legacy: customers has no column legacy.',
      'Removed ClientState.old: no column has it.',
      'Removed Leftover: there is no table leftovers.',
      'Removed Order.leftovers: Leftover is removed.',
      'Removed Order.oldId: orders has no column old_id.',
    ]);
    expect(pulled.text).toMatchInlineSnapshot(`
      "datasource db {
        provider = "mysql"
      }

      /// Who buys.
      /// @gather.name("Buyer")
      model Client {
        customerId Int         @id @default(autoincrement()) @map("customer_id")
        // asked at sign-up
        /// Where invoices go.
        email      String      @unique(map: "e_mail") @map("e_mail") @db.VarChar(80)
        phone      String?     @db.Char(12)
        state      ClientState
        apiToken   String?     @map("api_token") @db.VarChar(80)
        purchases  Order[]

        @@map("customers")
      }

      model Order {
        id         Int      @id @default(autoincrement())
        customerId Int      @map("customer_id")
        note       String?  @default("none") @db.VarChar(40)
        paid       Int      @default(0) @db.TinyInt // 2 is refunded
        buyer      Client   @relation(fields: [customerId], references: [customerId], map: "fk_customer")
        parcels    Parcel[]

        @@index([customerId], map: "fk_customer")
        @@index([note], map: "note")
        @@map("orders")
      }

      /// Of a client.
      enum ClientState {
        new
        lost
      }

      model Parcel {
        id      Int   @id
        orderId Int   @map("order_id")
        order   Order @relation(fields: [orderId], references: [id], onDelete: Cascade, map: "parcels_ibfk_1")

        @@index([orderId], map: "order_id")
        @@map("parcels")
      }
      "
    `);
    expect((await pullInto(connection, pulled.text)).changes).toEqual([]);
  });
});
