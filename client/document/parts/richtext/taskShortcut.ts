import { Extension, InputRule } from '@tiptap/core'

/**
 * `- [ ] ` makes a task, as it does in Markdown: `- ` has begun a list by then, where the task item's own rule is not
 * tried. The item leaves its list and becomes a task; those around it stay what they are.
 */
export const TaskShortcut = Extension.create({
  name: 'taskShortcut',
  addInputRules: () => [
    new InputRule({
      find: /^\[([ x])\]\s$/,
      handler: ({ state, range, match, chain }) => {
        const { $from } = state.selection
        if ($from.node(-1)?.type.name !== 'listItem' || $from.index(-1) !== 0) return null
        chain()
          .deleteRange(range)
          .liftListItem('listItem')
          .toggleTaskList()
          .updateAttributes('taskItem', { checked: match[1] === 'x' })
          .run()
        return
      },
    }),
  ],
})
