/**
 * The script that starts GraphiQL in the browser. It reads its settings from the page. While the switch
 * in the head is on, it sends `gather-trace: 1`. The browser stores the state of the switch.
 */
export const graphiqlScript = `
{
  const settings = JSON.parse(document.getElementById('settings').textContent);

  // GraphiQL stores the query of a first visit only after an edit. Without this, a second visit would
  // begin with an empty tab.
  const queryKey = 'graphiql:query';
  if (localStorage.getItem(queryKey) === null) localStorage.setItem(queryKey, settings.defaultQuery);

  const traceKey = 'gather:trace';
  const checked = localStorage.getItem(traceKey) === null ? '' : ' checked';
  const traceSwitch =
    '<label class="gather-trace" title="Adds the statements of a request to its answer, as extensions">' +
    '<input id="gather-trace" type="checkbox"' + checked + '>Trace</label>';
  document.addEventListener('change', ({ target }) => {
    if (target.id !== 'gather-trace') return;
    if (target.checked) localStorage.setItem(traceKey, 'on');
    else localStorage.removeItem(traceKey);
  });

  YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
    ...settings,
    title: settings.title + (settings.trace ? traceSwitch : ''),
    additionalHeaders: () => (document.getElementById('gather-trace')?.checked ? { 'gather-trace': '1' } : {}),
  });
}
`;
