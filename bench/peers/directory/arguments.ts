/** Arguments of a list of rows that hang on a parent. */
export interface Page {
  readonly first: number;
}

/** Arguments of a list at the root; keys come as texts. */
export interface FilteredPage extends Page {
  readonly where?: {
    readonly id?: { readonly gt?: string; readonly in?: readonly string[] };
  };
}

/** Arguments of the one mutation. */
export interface UserUpdate {
  readonly id: string;
  readonly data: { readonly bio?: string | null };
}
