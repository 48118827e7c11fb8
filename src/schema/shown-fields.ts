import type { Field, Model } from '../model/model.ts';

/** The fields that the API shows; one that is hidden is loaded all the same where a relation goes by it. */
export function shownFields(model: Model): readonly Field[] {
  return model.fields.filter(({ hidden }) => !hidden);
}
