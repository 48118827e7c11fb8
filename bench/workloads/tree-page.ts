import type { Workload } from './workload.ts';

/** What a tree shows of each of its users. */
export const treeNodes = `nodes {
      name
      posts(first: 5) {
        nodes {
          title
          author { name }
          comments(first: 3) { nodes { body author { name } } }
        }
      }
    }`;

/** What is claimed of every tree. */
export const treeClaims: Workload['claims'] = [
  {
    sentence: 'at most half the server CPU of Yoga, DataLoader and Prisma',
    figure: 'serverCpuMs',
    peer: 'yoga-dataloader-prisma',
    atMost: 0.5,
  },
];
