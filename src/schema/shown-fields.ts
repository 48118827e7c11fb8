import type { Field, Model } from '../model/model.ts';

/** Lists the fields that the API shows. A hidden field is still loaded if a relation needs it. */
export function shownFields(model: Model): readonly Field[] {
  return model.fields.filter(({ hidden }) => !hidden);
}
