import { GraphQLInterfaceType, GraphQLNonNull } from 'graphql';
import { idScalar } from './scalars.ts';

/** The field by which any row is found again. */
export const nodeIdField = {
  type: new GraphQLNonNull(idScalar),
  description: 'Names this row among all rows of all models.',
};

/** What every row is: found again by its `nodeId`. */
export const nodeInterface = new GraphQLInterfaceType({
  name: 'Node',
  description: 'A row of any model, which `node` finds by its `nodeId`.',
  fields: { nodeId: nodeIdField },
});
