import type { Definition, Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

/** GitHub-flavoured Markdown as a syntax tree. */
export const parseMarkdown = (text: string): Root =>
  fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })

/**
 * The blocks of a tree with `[text][label]` turned into plain links and pictures; addresses that nothing refers to
 * are given back apart, so that they are not lost.
 */
export function resolveReferences(tree: Root): { blocks: RootContent[]; unused: Definition[] } {
  const definitions = new Map<string, Definition>()
  collect(tree, definitions)
  const used = new Set<string>()
  const blocks = tree.children.flatMap(child => resolve(child, definitions, used) as RootContent[])
  return { blocks, unused: [...definitions.values()].filter(({ identifier }) => !used.has(identifier)) }
}

function collect(node: Nodes, found: Map<string, Definition>): void {
  if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
  if ('children' in node) for (const child of node.children) collect(child, found)
}

function resolve(node: Nodes, definitions: ReadonlyMap<string, Definition>, used: Set<string>): Nodes[] {
  if (node.type === 'definition') return []
  if (node.type === 'linkReference' || node.type === 'imageReference') {
    const definition = definitions.get(node.identifier)
    const url = definition?.url ?? ''
    used.add(node.identifier)
    if (node.type === 'imageReference') return [{ type: 'image', url, alt: node.alt ?? '' }]
    const children = node.children.flatMap(child => resolve(child, definitions, used) as PhrasingContent[])
    return [{ type: 'link', url, children }]
  }
  if (!('children' in node)) return [node]
  const children = node.children.flatMap(child => resolve(child, definitions, used))
  return [{ ...node, children } as Nodes]
}
