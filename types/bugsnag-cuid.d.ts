/** The package's own types are not among its exports. */
declare module '@bugsnag/cuid' {
  /** Makes an id of the first kind, which sorts by time. */
  const cuid: () => string;
  export default cuid;
}
