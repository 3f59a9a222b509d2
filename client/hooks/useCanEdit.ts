import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** Whether changes made here would be taken: the role allows it, and the document is open and not too large. */
export const useCanEdit = (): boolean => useObservable(useConnection().canEdit)
