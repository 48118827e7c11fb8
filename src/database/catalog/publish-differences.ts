import type { Events } from '../../events.ts';
import type { Models } from '../../model/model.ts';
import { describeDifferences } from './describe-differences.ts';
import { describeEngines } from './describe-engines.ts';
import type { Catalog } from './read-catalog.ts';

/** Publishes notices of tables that differ from the models, or have no transactions. */
export function publishDifferences(models: Models, catalog: Catalog, { notices }: Events): void {
  for (const notice of describeDifferences(models, catalog)) notices.publish(notice);
  const notice = describeEngines(models, catalog);
  if (notice) notices.publish(notice);
}
