import type { Items, ListName } from '../../shared/document/schema.ts'
import type { Observable } from '../connection/observable.ts'
import { readerOf } from './documentReader.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** One list of the open document, in its order; a row that did not change keeps its identity. */
export function useList<L extends ListName>(list: L): readonly Items[L][] {
  const lists: { readonly [K in ListName]: Observable<readonly Items[K][]> } = readerOf(useConnection()).lists
  return useObservable<readonly Items[L][]>(lists[list])
}
