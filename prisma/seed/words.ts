import type { Random } from './random.ts';

// Words without quotes or backslashes, so that what is made of them can stand in SQL as it is.

const firstNames = list(
  'Ada, Amir, Anouk, Bao, Beatriz, Caspar, Chidi, Dalia, Dmitri, Elif, Emeka, Farah, Finn, Greta, Hana, Hugo, ' +
    'Imani, Ines, Ivo, Jana, Kofi, Lars, Leila, Lucia, Malik, Mei, Milan, Nadia, Noor, Oskar, Paula, Priya, ' +
    'Quentin, Ravi, Rosa, Samir, Sofia, Tariq, Thea, Uma, Vera, Wren, Xenia, Yara, Yusuf, Zoé',
);
const lastNames = list(
  'Abara, Almeida, Banerjee, Becker, Castillo, Chen, Dubois, Eriksen, Farouk, Fontaine, Garcia, Haddad, Hansen, ' +
    'Ibrahim, Ivanova, Jansen, Kaya, Keller, Kimura, Larsen, Lindqvist, Marino, Mbeki, Moreau, Müller, Nakamura, ' +
    'Novak, Okafor, Okoye, Olsen, Park, Petrov, Quispe, Rahman, Rossi, Sato, Silva, Singh, Tanaka, Torres, Ueda, ' +
    'Varga, Weber, Wójcik, Yilmaz, Zhang',
);
const qualities = list(
  'amber, brisk, calm, copper, coral, distant, early, quiet, golden, hidden, lively, lunar, northern, open, ' +
    'patient, rapid, silver, steady, velvet, winter',
);
const things = list(
  'anchor, atlas, beacon, bridge, cedar, compass, delta, ember, falcon, garden, harbour, lantern, meadow, ' +
    'orchard, pier, ridge, river, signal, summit, workshop',
);
const subjects = list(
  'The team, Our rota, The new release, This week, The search page, Every report, The old archive, ' +
    'A shared calendar, The import job, Nobody in support, The welcome guide, Half of the office',
);
const verbs = list(
  'needs, has outgrown, depends on, is better without, began with, keeps surprising, finally has, could use, ' +
    'makes good use of, still waits for, has found, replaces',
);
const objects = list(
  'a shorter checklist, one clear owner, the spring plan, a second pair of eyes, fewer meetings, ' +
    'the weekly summary, a slower and kinder pace, better names, the people who asked for it, a fresh index, ' +
    'plain words, the map on the wall',
);
const remarks = list(
  'Thanks for writing this down., I would start smaller., Same here., Could you share the numbers?, ' +
    'This helped us last month., Let us talk about it on Monday., I am not convinced yet., Well put., ' +
    'We tried that and went back., Count me in., Where do I sign up?, Good point about the order.',
);

/** A person's full name. */
export function personName(random: Random): string {
  return `${random.pick(firstNames)} ${random.pick(lastNames)}`;
}

/** A team's name of two words, such as `Silver Lantern`. */
export function teamName(random: Random): string {
  return `${capitalize(random.pick(qualities))} ${capitalize(random.pick(things))}`;
}

/** A headline, such as `A fresh index for the quiet harbour`. */
export function postTitle(random: Random): string {
  return `${capitalize(random.pick(objects))} for the ${random.pick(qualities)} ${random.pick(things)}`;
}

/** So many sentences. */
export function sentences(random: Random, count: number): string {
  const all: string[] = [];
  for (let index = 0; index < count; index += 1) {
    all.push(`${random.pick(subjects)} ${random.pick(verbs)} ${random.pick(objects)}.`);
  }
  return all.join(' ');
}

/** What somebody says about a post. */
export function commentBody(random: Random): string {
  return random.below(3) === 0 ? `${random.pick(remarks)} ${sentences(random, 1)}` : random.pick(remarks);
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function list(text: string): readonly [string, ...string[]] {
  const [first = '', ...others] = text.split(', ');
  return [first, ...others];
}
