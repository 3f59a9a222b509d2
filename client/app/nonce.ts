/** The nonce that this page's policy asks of style tags; '' in development, where there is none. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
