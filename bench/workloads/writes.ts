import { type GraphQLRequest, spreadIds, type Workload } from './workload.ts';

const writers = 16;
const commentsOfPost = 20;
/** Those that can write it; the schema of PostGraphile has no nested writes. */
const servers = [
  'gather',
  'hand-written',
  'yoga-dataloader-prisma',
  'apollo-dataloader-prisma',
  'postgraphile',
];

/** One row, and what it has become, with the row it refers to. */
export const create: Workload = {
  name: 'create',
  sentence: 'a new post, read back with its author, 16 connections',
  connections: writers,
  servers,
  writes: true,
  buildRequests: ({ users }) =>
    spreadIds(200, users).map((id) => ({
      query: `mutation Create($title: String!, $body: String!, $authorId: ID!) {
  createPost(data: { title: $title, body: $body, authorId: $authorId }) { title body author { name } }
}`,
      variables: {
        title: `News of person ${id}`,
        body: 'What there is to say. '.repeat(10),
        authorId: String(id),
      },
    })),
};

/** Rows on two levels. */
export const nested: Workload = {
  name: 'nested',
  sentence: `a new post with ${commentsOfPost} comments, read back, 16 connections`,
  connections: writers,
  servers,
  writes: true,
  buildRequests: ({ users }) => spreadIds(200, users - commentsOfPost).map(buildNested),
};

/** One row by its key. */
export const update: Workload = {
  name: 'update',
  sentence: 'a user is changed by key and read back, 16 connections',
  connections: writers,
  servers,
  writes: true,
  buildRequests: ({ users }) =>
    spreadIds(500, users).map((id) => ({
      query: `mutation Update($id: ID!, $bio: String!) {
  updateUser(id: $id, data: { bio: $bio }) { name bio }
}`,
      variables: { id: String(id), bio: writeBio(id) },
    })),
};

/** Two rows that change together; the first has the smaller key, so that writers never wait for each other in a circle. */
export const transfer: Workload = {
  name: 'transfer',
  sentence: 'two users are changed in one document, 16 connections',
  connections: writers,
  servers,
  writes: true,
  buildRequests: ({ users }) =>
    spreadIds(500, users - 1).map((id) => ({
      query: `mutation Transfer($from: ID!, $fromBio: String!, $to: ID!, $toBio: String!) {
  from: updateUser(id: $from, data: { bio: $fromBio }) { name bio }
  to: updateUser(id: $to, data: { bio: $toBio }) { name bio }
}`,
      variables: { from: String(id), fromBio: writeBio(id), to: String(id + 1), toBio: writeBio(id + 1) },
    })),
};

function buildNested(id: number): GraphQLRequest {
  const comments = Array.from({ length: commentsOfPost }, (_, index) => ({
    body: `Comment ${index + 1} agrees with most of what the post says.`,
    authorId: String(id + index),
  }));
  const data = {
    title: `News of person ${id}`,
    body: 'What there is to say. '.repeat(10),
    authorId: String(id),
    comments: { create: comments },
  };
  return {
    query: `mutation Nested($data: PostCreateInput!) {
  createPost(data: $data) { title comments(first: ${commentsOfPost}) { nodes { body } } }
}`,
    variables: { data },
  };
}

/** Always the same of a user, so that its answer is known. */
function writeBio(id: number): string {
  return `Writes of person ${id}.`;
}
