import { GraphQLInterfaceType, GraphQLNonNull } from 'graphql';
import { idScalar } from './scalars.ts';

/** The field by which any row is found again. */
export const nodeIdField = {
  type: new GraphQLNonNull(idScalar),
  description: 'Identifies this row among the rows of all models.',
};

/** What every row is: found again by its `nodeId`. */
export const nodeInterface = new GraphQLInterfaceType({
  name: 'Node',
  description: 'A row of any model. `node` finds it by its `nodeId`.',
  fields: { nodeId: nodeIdField },
});
