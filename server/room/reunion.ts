import * as Y from 'yjs'

/** An update of somebody who came back after a crash, and which client ids they may bring. */
export interface Returned {
  readonly update: Uint8Array
  readonly mayBring: (client: number) => boolean
}

/**
 * After a crash people come back with what it took, each with the text of all. Of each update this takes what its
 * bringer may bring and puts the parts together: they build on each other, so that none of them can go first (W6).
 */
export function reunite(returned: readonly Returned[]): Uint8Array {
  return Y.mergeUpdates(returned.map(partOf))
}

/** The client ids whose structures an update holds. */
export const clientsIn = (update: Uint8Array): number[] => [...Y.parseUpdateMeta(update).to.keys()]

function partOf({ update, mayBring }: Returned): Uint8Array {
  const strangers = [...Y.parseUpdateMeta(update).to].filter(([client]) => !mayBring(client))
  // What a state vector covers is left out of the difference to it.
  return strangers.length === 0 ? update : Y.diffUpdate(update, Y.encodeStateVector(new Map(strangers)))
}
