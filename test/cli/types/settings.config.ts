import { defineConfig } from 'gather-graphql';

// The compiler reports one unknown property of a call, so this one has a call of its own.
export default defineConfig({
  pageSizeMax: 500,
  poolSiz: 5,
});
