import { setting, wholeNumber } from './setting.ts';

/** The settings that bound what is known of viewers. */
export const authenticationSettings = {
  claimMaxValues: setting(
    'CLAIM_MAX_VALUES',
    wholeNumber(1, 100_000),
    1_000,
    'Maximum number of values in a list of the [viewer](viewer.md). Beyond it, the request fails with `UNAUTHENTICATED`.',
  ),
  jwksStaleMaxMs: setting(
    'JWKS_STALE_MAX_MS',
    wholeNumber(0, 2_592_000_000),
    86_400_000,
    'Time for which loaded keys of an issuer stay valid while its key server cannot be reached. Beyond it, tokens fail with `AUTHENTICATION_UNAVAILABLE`.',
  ),
} as const;
