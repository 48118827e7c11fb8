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

/** Arguments of a mutation. */
export interface UserUpdate {
  readonly id: string;
  readonly data: { readonly bio?: string | null };
}

/** Arguments of a mutation that makes a post, with comments or without. */
export interface PostCreate {
  readonly data: {
    readonly title: string;
    readonly body: string;
    readonly authorId: string;
    readonly comments?: { readonly create: readonly { readonly body: string; readonly authorId: string }[] };
  };
}
