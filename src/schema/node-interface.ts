import { GraphQLInterfaceType, GraphQLNonNull } from 'graphql';
import { idScalar } from './scalars.ts';

/** The field that identifies a row among the rows of all models. */
export const nodeIdField = {
  type: new GraphQLNonNull(idScalar),
  description: 'Identifies this row among the rows of all models.',
};

/** The interface of all rows, which `node` finds by their `nodeId`. */
export const nodeInterface = new GraphQLInterfaceType({
  name: 'Node',
  description: 'A row of any model. `node` finds it by its `nodeId`.',
  fields: { nodeId: nodeIdField },
});
