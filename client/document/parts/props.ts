import type { SectionName } from '../../../shared/document/postmortem.ts'

/**
 * What the parts of the document take. All read the connection through hooks, and are editable when the person may
 * edit, unless `readOnly` says otherwise.
 */
export interface PartProps {
  readonly readOnly?: boolean
}

/** `<Section name="summary" />`: one rich-text section; `heading` null leaves its heading out. */
export interface SectionProps extends PartProps {
  readonly name: SectionName
  readonly heading?: string | null
}

/** A list with one row marked (the spotlight, a jump), that tells which row somebody is in. */
export interface ListPartProps extends PartProps {
  /** Id of the row to mark and scroll to. */
  readonly focusRow?: string | null
  /** Called with a row's id when the focus enters it, and null when it leaves the list. */
  readonly onFocusRow?: (id: string | null) => void
}

/** `<Timeline />`: the rows as a table, with the strip of the incident above unless `strip` is false. */
export interface TimelineProps extends ListPartProps {
  readonly strip?: boolean
}

/** `<Factors />`: the list of contributing factors. */
export interface FactorsProps extends ListPartProps {
  /** Ids of the rows to show; all when absent. */
  readonly only?: readonly string[]
}

/** `<Fishbone />`: the factors drawn as a fishbone; pressing one calls `onSelect`. */
export interface FishboneProps {
  readonly selected?: string | null
  readonly onSelect?: (factor: string) => void
}

/** `<Whys />`: the graph of whys, for one factor or for all. */
export interface WhysProps extends PartProps {
  readonly factor?: string | null
}

/** `<Actions />`: the action table, for one factor or for all. */
export interface ActionsProps extends ListPartProps {
  readonly factor?: string | null
}
