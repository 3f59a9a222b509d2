import { useKnownPeople } from '../actions/useKnownPeople.ts'
import { MentionList } from './MentionList.tsx'

/** Completes the names of the people of this postmortem in the text of a row. */
export default function CellMentions(props: {
  readonly field: { readonly current: HTMLTextAreaElement | null }
}) {
  return <MentionList field={props.field} people={useKnownPeople().all} />
}
