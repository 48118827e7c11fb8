/** What the peers serve of Gather's API: the part that the benchmark asks for. */
export const typeDefinitions = /* GraphQL */ `
  scalar DateTime
  enum Role {
    MEMBER
    ADMIN
  }
  type Query {
    user(id: ID!): User
    users(first: Int = 20, where: UserFilter): UserConnection!
    posts(first: Int = 20, where: PostFilter): PostConnection!
  }
  type Mutation {
    updateUser(id: ID!, data: UserUpdate!): User!
    createPost(data: PostCreateInput!): Post!
  }
  input PostCreateInput {
    title: String!
    body: String!
    authorId: ID!
    comments: PostCommentsInput
  }
  input PostCommentsInput {
    create: [CommentCreateInput!]!
  }
  input CommentCreateInput {
    body: String!
    authorId: ID!
  }
  input UserFilter {
    id: IDFilter
  }
  input PostFilter {
    id: IDFilter
  }
  input IDFilter {
    gt: ID
    in: [ID!]
  }
  input UserUpdate {
    bio: String
  }
  type User {
    id: ID!
    email: String!
    name: String!
    bio: String
    role: Role!
    createdAt: DateTime!
    posts(first: Int = 20): PostConnection!
  }
  type UserConnection {
    nodes: [User!]!
  }
  type Post {
    id: ID!
    title: String!
    body: String!
    author: User!
    comments(first: Int = 20): CommentConnection!
  }
  type PostConnection {
    nodes: [Post!]!
  }
  type Comment {
    id: ID!
    body: String!
    author: User!
  }
  type CommentConnection {
    nodes: [Comment!]!
  }
`;
