declare global {
  /** Where packages that make style tags by themselves look for the nonce. */
  var __webpack_nonce__: string | undefined
}

/** The nonce that this page's policy asks of style tags; '' in development, where there is none. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

/** Tells the nonce to those packages; once, before anything is drawn. */
export function shareNonce(): void {
  globalThis.__webpack_nonce__ = styleNonce()
}
