import { createHash } from 'node:crypto'
import { BOUNDS } from '../../../shared/base/bounds.ts'
import { ok, refuse } from '../../../shared/base/result.ts'
import { Turns } from '../../../shared/base/turns.ts'
import { imagePath } from '../../../shared/document/images.ts'
import { type ImageAnswer, imageTypeOf, MAX_IMAGE, MAX_IMAGES } from '../../../shared/protocol/imageApi.ts'
import { inPostmortem, json, type Route } from '../route.ts'

/** Many that arrive at once are counted one after the other, by postmortem. */
const turns = new Turns()

/** Pictures of a postmortem: taken as they are, told apart by their bytes, and shown only to those who may read it. */
export const imageRoutes: readonly Route[] = [
  inPostmortem(
    'edit',
    'post',
    '/images',
    async ask => {
      const bytes = ask.body instanceof Uint8Array ? ask.body : new Uint8Array()
      if (bytes.byteLength > MAX_IMAGE) return TOO_LARGE
      const type = imageTypeOf(bytes)
      if (!type) return NOT_A_PICTURE
      const image = createHash('sha256').update(bytes).digest('hex')
      return turns.take(ask.row.id, async () => {
        const others = await ask.store.images.size(ask.row.id, image)
        if (others.bytes + bytes.byteLength > MAX_IMAGES) return NO_ROOM
        if (others.count >= BOUNDS.pictures.most) return TOO_MANY
        await ask.store.images.put(ask.row.id, image, { type, bytes }, ask.now())
        const answer: ImageAnswer = { image, src: imagePath(ask.row.id, image), type }
        return json(answer, 201)
      })
    },
    { body: 'picture' },
  ),

  inPostmortem('read', 'get', '/images/:image', async ask => {
    const id = ask.params.image ?? ''
    const image = /^[0-9a-f]{64}$/.test(id) ? await ask.store.images.get(ask.row.id, id) : null
    return image ? ok({ shown: image.bytes, type: image.type }) : NOT_FOUND
  }),
]

const TOO_LARGE = refuse(
  'image/too-large',
  'The picture has more than 5 MB and was not taken. The text is as it was; make the picture smaller and add it again.',
)
const NOT_A_PICTURE = refuse(
  'image/not-a-picture',
  'This is no PNG, JPEG, GIF or WebP and was not taken. The text is as it was; save it as one of these and add it again.',
)
const NO_ROOM = refuse(
  'image/no-room',
  'The pictures of this postmortem take 100 MB already, so this one was not taken. The text is as it was; link to it instead.',
)
const TOO_MANY = refuse(
  'image/too-many',
  `This postmortem has ${BOUNDS.pictures.most} pictures already, so this one was not taken. The text is as it was; link to it instead.`,
)
const NOT_FOUND = refuse('image/not-found', 'There is no such picture in this postmortem.')
