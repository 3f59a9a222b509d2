import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Factor } from '../../../shared/document/postmortem.ts'
import { useDensity } from '../frame/useDensity.ts'
import type { SceneProps } from './Scene.tsx'
import classes from './Scenes.module.css'

/** Cards shown of each group, by how tightly the wall is set. */
const SHOWN = [99, 99, 99, 18, 13, 9, 6, 4, 2] as const

/** Cards in their groups, the one in the spotlight standing out. */
export function GroupScene({ view, postmortem }: SceneProps) {
  const { t } = useTranslation('stage')
  const { factors } = postmortem
  const board = useRef<HTMLDivElement>(null)
  const content = factors.map(factor => `${factor.group} ${factor.text.length}`).join('|')
  const density = useDensity(board, content, SHOWN.length - 1)
  if (view.progress.cardsHeld || factors.length === 0) {
    return (
      <div className={classes.words}>
        <p className={classes.count}>
          {t('group.hidden', { count: view.cards.answered, of: view.cards.of })}
        </p>
        <p className={classes.second}>{t('group.soon')}</p>
      </div>
    )
  }
  const clusters = clustersOf(factors)
  const most = SHOWN[density] ?? 1
  return (
    <div ref={board} className={classes.clusters} data-density={Math.min(density, 2)}>
      {clusters.map(cluster => (
        <section key={cluster.name} className={classes.cluster} data-loose={cluster.name === '' || undefined}>
          <h2 className={classes.clusterName} dir="auto">
            {cluster.name || t('group.loose')}
          </h2>
          <ul>
            {cluster.cards
              .filter((card, place) => place < most || card.id === view.spotlight?.item)
              .map(card => (
                <li
                  key={card.id}
                  className={classes.card}
                  dir="auto"
                  data-lit={card.id === view.spotlight?.item || undefined}
                >
                  {card.text}
                </li>
              ))}
          </ul>
          {cluster.cards.length > most && (
            <p className={classes.quiet}>{t('group.more', { count: cluster.cards.length - most })}</p>
          )}
        </section>
      ))}
    </div>
  )
}

/** Groups in the order of their first card; what has no group comes last. */
function clustersOf(factors: readonly Factor[]): readonly { name: string; cards: readonly Factor[] }[] {
  const clusters = new Map<string, Factor[]>()
  for (const factor of factors) {
    const name = factor.group.trim()
    clusters.set(name, [...(clusters.get(name) ?? []), factor])
  }
  return [...clusters]
    .map(([name, cards]) => ({ name, cards }))
    .sort((a, b) => Number(a.name === '') - Number(b.name === ''))
}
