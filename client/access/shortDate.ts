/** A day where the person is, as `29 May`. */
export const shortDate = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(at)
