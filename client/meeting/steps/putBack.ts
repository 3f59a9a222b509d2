/** A text that was refused, put back into its field before whatever was typed there meanwhile. */
export const putBack = (sent: string, typed: string): string => (typed === '' ? sent : `${sent}\n${typed}`)
