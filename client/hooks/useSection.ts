import type { RichText, SectionName } from '../../shared/document/postmortem.ts'
import { readerOf } from './documentReader.ts'
import { useConnection } from './useConnection.ts'
import { useObservable } from './useObservable.ts'

/** The plain rich text of one section of the open document. */
export const useSection = (name: SectionName): RichText =>
  useObservable(readerOf(useConnection()).sections[name])
