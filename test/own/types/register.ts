import type { Register } from '../../../src/own/register.ts';

declare module '../../../src/own/register.ts' {
  interface Register {
    readonly models: {
      readonly User: {
        readonly row: { readonly id: string; readonly name: string; readonly bio: string | null };
        readonly key: string;
      };
      readonly Membership: {
        readonly row: { readonly userId: string; readonly teamId: string; readonly role: 'MEMBER' | 'OWNER' };
        readonly key: { readonly userId: string; readonly teamId: string };
      };
    };
    readonly types: { readonly Avatar: { readonly url: string; readonly width: number } };
  }
}

/** The registered models. */
export type RegisteredForTests = Register;
