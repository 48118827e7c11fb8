import '../../../src/index.ts';

declare module '../../../src/index.ts' {
  interface Register {
    models: {
      User: { row: { id: string; name: string; bio: string | null }; key: string };
      Membership: {
        row: { userId: string; teamId: string; role: 'MEMBER' | 'OWNER' };
        key: { userId: string; teamId: string };
      };
    };
    types: { Avatar: { url: string; width: number } };
  }
}
