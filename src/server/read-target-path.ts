/**
 * Reads the path of a request's target, without its query. A target may be a whole URL, as clients send
 * it to proxies, and every server must accept it (RFC 9112, section 3.2.2). The host in that URL has no
 * effect.
 */
export function readTargetPath(target = '/'): string {
  const [authority = ''] = /^https?:\/\/[^/?#]*/i.exec(target) ?? [];
  const end = target.slice(authority.length).search(/[?#]/);
  const path = target.slice(authority.length, end === -1 ? undefined : authority.length + end);
  return path === '' ? '/' : path;
}
