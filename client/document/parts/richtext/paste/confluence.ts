import { replaceWith, unwrap } from './dom.ts'

/** Macros that say something beside the text. */
const ASIDES = ['info', 'note', 'tip', 'warning', 'panel', 'expand', 'excerpt']

/** Brings what only Confluence has, as its pages show it and as it stores them, to plain HTML. */
export function confluenceToHtml(body: HTMLElement): void {
  for (const macro of named(body, 'ac:structured-macro')) convertMacro(macro)
  for (const list of named(body, 'ac:task-list')) convertTasks(list)
  for (const image of named(body, 'ac:image')) convertImage(image)
  for (const name of [
    'ac:parameter',
    'ac:placeholder',
    'ac:emoticon',
    'ri:user',
    'ri:page',
    'ri:attachment',
  ]) {
    for (const element of named(body, name)) element.remove()
  }
  for (const element of body.querySelectorAll('*')) {
    if (/^(ac|ri):/.test(element.localName)) unwrap(element)
  }
  for (const aside of body.querySelectorAll('.confluence-information-macro')) {
    aside.querySelector('.confluence-information-macro-icon')?.remove()
    replaceWith(aside, 'blockquote')
  }
  for (const person of body.querySelectorAll('a.confluence-userlink, a.user-mention')) {
    const mention = document.createElement('span')
    const name = person.textContent?.trim().replace(/^@/, '') ?? ''
    mention.dataset.mention = ''
    mention.id = name
    person.replaceWith(mention)
  }
  for (const list of body.querySelectorAll('ul.inline-task-list')) {
    for (const item of list.children) markTask(item, item.classList.contains('checked'))
  }
}

/** Elements whose names have a colon, which no selector is needed to write for. */
const named = (parent: Element, name: string): Element[] =>
  [...parent.querySelectorAll('*')].filter(({ localName }) => localName === name)

function convertMacro(macro: Element): void {
  const name = macro.getAttribute('ac:name') ?? ''
  const parameters = named(macro, 'ac:parameter').filter(({ parentElement }) => parentElement === macro)
  const parameter = (key: string): string =>
    parameters.find(each => each.getAttribute('ac:name') === key)?.textContent ?? ''
  const [language, title] = [parameter('language'), parameter('title')]
  for (const each of parameters) each.remove()
  const [plain] = named(macro, 'ac:plain-text-body')
  if (plain) {
    const code = document.createElement('code')
    if (language !== '') code.className = `language-${language}`
    code.textContent = plain.textContent
    const block = document.createElement('pre')
    block.append(code)
    macro.replaceWith(block)
    return
  }
  if (title !== '') macro.prepend(title)
  if (ASIDES.includes(name)) replaceWith(macro, 'blockquote')
  else unwrap(macro)
}

function convertTasks(list: Element): void {
  for (const task of named(list, 'ac:task')) {
    const isDone = named(task, 'ac:task-status')[0]?.textContent?.trim() === 'complete'
    const [words] = named(task, 'ac:task-body')
    const item = document.createElement('li')
    item.append(...(words?.childNodes ?? []))
    task.replaceWith(item)
    markTask(item, isDone)
  }
  replaceWith(list, 'ul')
}

/** As a ticked item of a list is marked on the pages of others, which {@link cleanPaste} knows. */
function markTask(item: Element, isDone: boolean): void {
  item.setAttribute('role', 'checkbox')
  item.setAttribute('aria-checked', String(isDone))
}

/** A picture by its address, or the name of a file that only the page has. */
function convertImage(image: Element): void {
  const [address] = named(image, 'ri:url')
  const [file] = named(image, 'ri:attachment')
  const src = address?.getAttribute('ri:value')
  if (!src) {
    image.replaceWith(file?.getAttribute('ri:filename') ?? '')
    return
  }
  const shown = document.createElement('img')
  shown.src = src
  shown.alt = image.getAttribute('ac:alt') ?? ''
  image.replaceWith(shown)
}
