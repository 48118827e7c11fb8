/** The largest width of a page, in pixels, on which GraphiQL's panes are stacked. */
const narrowMaxWidth = 760;

/** The styles after GraphiQL's own: a switch in its head, and stacked panes on narrow pages. */
export const graphiqlStyle = `
body { margin: 0; }
.graphiql-container .graphiql-logo { flex-shrink: 0; padding-right: 8px; }
.gather-trace { display: inline-flex; align-items: center; gap: 6px; margin-left: 16px; cursor: pointer; font-size: 1rem; }
.gather-trace input { margin: 0; }
@media (max-width: ${narrowMaxWidth}px) {
  .graphiql-container { height: 100dvh; }
  .graphiql-container > .graphiql-container { flex-direction: column-reverse; }
  .graphiql-container .graphiql-sidebar { flex-direction: row; width: auto; padding: 0 8px; }
  .graphiql-container .graphiql-main { position: relative; min-height: 0; }
  .graphiql-container .graphiql-sessions { margin: 0; border-radius: 0; }
  .graphiql-container .graphiql-session-header { flex-wrap: wrap; height: auto; }
  .graphiql-container .graphiql-logo { order: -1; width: 100%; margin: 0; }
  .graphiql-container #graphiql-session { flex-direction: column; min-height: 0; }
  .graphiql-container .graphiql-horizontal-drag-bar { display: none; }
  .graphiql-main > .graphiql-plugin:not([style*='opacity: 0']) {
    position: absolute !important;
    inset: 0;
    z-index: 5;
    background-color: hsl(var(--color-base));
    border: 0;
  }
  .graphiql-container .graphiql-doc-explorer { overflow-wrap: anywhere; }
}
`;
