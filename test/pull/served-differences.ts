import type { NameStyle } from '../../src/prisma-schema/pull/pick-name.ts';

/** What a new pull serves otherwise than the schema that a person wrote for the same tables. */
export interface ServedDifferences {
  readonly style: NameStyle;
  /** The written names, with those that a pull picks. A field stands below the written name of its model. */
  readonly names: Readonly<Record<string, string>>;
  readonly lines: readonly ServedLines[];
}

/** Lines of the served schema that only one of the two has. */
export interface ServedLines {
  readonly why: string;
  readonly only: 'written' | 'pulled';
  readonly pattern: RegExp;
  readonly count: number;
}

/** The differences by the name of the database. Descriptions differ too, since the tables have few comments. */
export const servedDifferences: Readonly<Record<string, ServedDifferences>> = {
  bundled: {
    style: 'pleasant',
    // An enum is named after its column, and the opposite of a self relation after the forward one.
    names: { 'User.reports': 'usersByManager', Role: 'UserRole' },
    lines: [
      {
        why: 'Prisma sets updatedAt, and the column has no ON UPDATE: it is no version of the row.',
        only: 'written',
        pattern: /^Mutation\.(?:update|delete)User(?:ByEmail)?\(ifUnchangedSince: DateTime\)$/,
        count: 4,
      },
      {
        why: 'A new row may leave updatedAt to Prisma, but not to the table.',
        only: 'written',
        pattern: /^UserCreate\w*\.updatedAt: DateTime$/,
        count: 8,
      },
      {
        why: 'A new row needs updatedAt, since the table has no default.',
        only: 'pulled',
        pattern: /^UserCreate\w*\.updatedAt: DateTime!$/,
        count: 8,
      },
    ],
  },
  employees: {
    style: 'pleasant',
    // A person has chosen these names. A pull takes those of the tables, columns and values.
    names: {
      CurrentAssignment: 'CurrentDeptEmp',
      'CurrentAssignment.employeeId': 'empNo',
      'CurrentAssignment.departmentId': 'deptNo',
      'Department.id': 'deptNo',
      'Department.name': 'deptName',
      'Department.assignments': 'deptEmps',
      'Department.managements': 'deptManagers',
      Assignment: 'DeptEmp',
      'Assignment.employeeId': 'empNo',
      'Assignment.departmentId': 'deptNo',
      AssignmentSpan: 'DeptEmpLatestDate',
      'AssignmentSpan.employeeId': 'empNo',
      Management: 'DeptManager',
      'Management.employeeId': 'empNo',
      'Management.departmentId': 'deptNo',
      'Employee.id': 'empNo',
      'Employee.assignments': 'deptEmps',
      'Employee.managements': 'deptManagers',
      'Salary.employeeId': 'empNo',
      'Salary.amount': 'salary',
      'Title.employeeId': 'empNo',
      Gender: 'EmployeeGender',
      'Gender.MALE': 'M',
      'Gender.FEMALE': 'F',
    },
    lines: [
      {
        why: "The view's definition shows no unique column, so nothing names its rows. Its relations have no foreign keys.",
        only: 'written',
        pattern: /[cC]urrentAssignment|\.current\b/,
        count: 77,
      },
      {
        why: "The view's definition shows that employeeId is unique, which the person has not declared.",
        only: 'pulled',
        pattern: /[aA]ssignmentSpan/,
        count: 52,
      },
    ],
  },
  sakila: {
    style: 'as-is',
    // Two relations between the same models: `prisma db pull` names them otherwise.
    names: {
      'film.language_film_language_idTolanguage': 'language_language_id',
      'film.language_film_original_language_idTolanguage': 'language_original_language_id',
      'language.film_film_language_idTolanguage': 'film_by_language_language_id',
      'language.film_film_original_language_idTolanguage': 'film_by_language_original_language_id',
      'staff.store_staff_store_idTostore': 'store_store_id',
      'staff.store_store_manager_staff_idTostaff': 'store',
      'store.staff_store_manager_staff_idTostaff': 'staff_manager_staff_id',
      'store.staff_staff_store_idTostore': 'staff',
    },
    lines: [
      {
        why: 'A person has declared a column of these views unique. Their definitions do not show it.',
        only: 'written',
        pattern: /actor_?info|film_?list/i,
        count: 136,
      },
      {
        why: 'The tables set last_update by ON UPDATE, so it is a version of the row. `prisma db pull` leaves that out.',
        only: 'pulled',
        pattern: /^Mutation\.(?:update|delete)\w+\(ifUnchangedSince: DateTime\)$/,
        count: 34,
      },
    ],
  },
  world: {
    style: 'pleasant',
    // A person has chosen these names. A pull takes those of the tables, columns and values.
    names: {
      'Country.independenceYear': 'indepYear',
      'Country.capitalId': 'capital',
      'Country.languages': 'countrylanguages',
      CountryLanguage: 'Countrylanguage',
      'CountryLanguage.officiality': 'isOfficial',
      Continent: 'CountryContinent',
      'Continent.ASIA': 'Asia',
      'Continent.EUROPE': 'Europe',
      'Continent.NORTH_AMERICA': 'North_America',
      'Continent.AFRICA': 'Africa',
      'Continent.OCEANIA': 'Oceania',
      'Continent.ANTARCTICA': 'Antarctica',
      'Continent.SOUTH_AMERICA': 'South_America',
      Officiality: 'CountrylanguageIsOfficial',
      'Officiality.OFFICIAL': 'T',
      'Officiality.SPOKEN': 'F',
    },
    lines: [
      {
        why: 'The database has no foreign key for the capital, so that it is no relation, and its column no id.',
        only: 'written',
        pattern: /[cC]apital|\b(?:CityRelationFilter|CountryListRelationFilter|CountryScalarWhere)\b/,
        count: 187,
      },
      {
        why: 'Without a relation, the column of the capital is an integer.',
        only: 'pulled',
        pattern: /^Country\w*\.capitalId: /,
        count: 14,
      },
    ],
  },
};
