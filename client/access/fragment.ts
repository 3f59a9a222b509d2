/** The secret after `#` in the address, which is removed from the address bar and the history at once. */
export function takeFragment(): string {
  const secret = location.hash.slice(1)
  if (secret) history.replaceState(history.state, '', location.pathname + location.search)
  return secret
}
