import { Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCanEdit } from '../../hooks/useCanEdit.ts'
import { useConnection } from '../../hooks/useConnection.ts'
import { useList } from '../../hooks/useList.ts'
import { part } from '../../ui/part.ts'
import { AddLine } from './fields/AddLine.tsx'
import { useFindingsByPlace } from './findings/useShownFindings.ts'
import { Heading } from './Heading.tsx'
import type { WhysProps } from './props.ts'
import { removeRow } from './removeRow.tsx'
import rows from './rows/Rows.module.css'
import { WhyBranch } from './whys/WhyBranch.tsx'
import classes from './whys/Whys.module.css'
import { DRAWN_AT_FIRST, type WhyRoot, whyTrees } from './whys/whyTree.ts'

/** A field that was asked for has the focus. */
const focusField = (place: HTMLElement | null): void => place?.querySelector('input')?.focus()

const WhyPicture = part(() => import('./pictures/WhyPicture.tsx'))

/** Why each factor could be, and why that: a graph that branches, drawn as trees (facilitation, "Five whys"). */
export function Whys({ readOnly: asked, factor = null }: WhysProps) {
  const { t } = useTranslation('document')
  const connection = useConnection()
  const whys = useList('whys')
  const factors = useList('factors')
  const findings = useFindingsByPlace()
  const readOnly = !useCanEdit() || asked === true
  const [asking, setAsking] = useState('')
  const [most, setMost] = useState(DRAWN_AT_FIRST)
  const trees = useMemo(() => whyTrees(whys, factors, most), [whys, factors, most])
  const remove = useCallback(
    (id: string) => removeRow(connection, 'whys', id, { removed: t('whys.removed'), undo: t('undo') }),
    [connection, t],
  )

  const incident: WhyRoot = { factor: null, children: [] }
  const roots = trees.some(tree => tree.factor === null) || readOnly ? trees : [incident, ...trees]
  const shown = roots.filter(tree => {
    if (factor) return tree.factor?.id === factor
    return tree.factor === null || tree.children.length > 0 || tree.factor.chosen || tree.factor.id === asking
  })
  const others = factor ? [] : trees.flatMap(tree => (shown.includes(tree) ? [] : (tree.factor ?? [])))
  return (
    <section id="whys" aria-label={t('whys.title')}>
      <Heading>{t('whys.title')}</Heading>
      {!factor && <Suspense>{whys.length > 0 && <WhyPicture whys={whys} factors={factors} />}</Suspense>}
      {whys.length === 0 && <p className={rows.empty}>{t(readOnly ? 'sections.nothing' : 'whys.empty')}</p>}
      {shown.map(tree => (
        <div key={tree.factor?.id ?? 'incident'} className={classes.tree}>
          {!factor && <div className={classes.root}>{tree.factor?.text ?? t('whys.incident')}</div>}
          <ul className={`${rows.list} ${classes.branch}`}>
            {tree.children.map(node => (
              <WhyBranch
                key={node.why.id}
                node={node}
                whys={whys}
                factors={factors}
                findings={findings}
                readOnly={readOnly}
                onRemove={remove}
              />
            ))}
            {!readOnly && (
              <li
                className={classes.add}
                ref={tree.factor && tree.factor.id === asking ? focusField : undefined}
              >
                <AddLine
                  list="whys"
                  label={t('whys.addTo', { text: tree.factor?.text ?? t('whys.incident') })}
                  placeholder={t(tree.children.length > 0 ? 'whys.whatElse' : 'whys.why')}
                  fields={{ parents: tree.factor ? [tree.factor.id] : [] }}
                />
              </li>
            )}
          </ul>
        </div>
      ))}
      {whys.length > most && (
        <p className={rows.empty}>
          {t('whys.shownFirst', { count: most, of: whys.length })}{' '}
          <button type="button" className={classes.link} onClick={() => setMost(most + DRAWN_AT_FIRST)}>
            {t('whys.showMore')}
          </button>
        </p>
      )}
      {!readOnly && others.length > 0 && (
        <label className={classes.ask}>
          {t('whys.askAbout')}{' '}
          <select value="" onChange={event => setAsking(event.target.value)}>
            <option value="">{t('whys.chooseFactor')}</option>
            {others.map(each => (
              <option key={each.id} value={each.id}>
                {each.text}
              </option>
            ))}
          </select>
        </label>
      )}
    </section>
  )
}
