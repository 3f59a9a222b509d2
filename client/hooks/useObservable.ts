import { useSyncExternalStore } from 'react'
import type { Observable } from '../connection/observable.ts'

/** The present value of an observable; draws again when it changes. */
export const useObservable = <T>(observable: Observable<T>): T =>
  useSyncExternalStore(observable.subscribe, observable.get)
