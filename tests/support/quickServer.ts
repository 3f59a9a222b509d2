/** The real server in a world of another pace, which `PACE` describes: what is 60 minutes to it can be one to us. */
import { type Pace, quicken } from './quicken.ts'

quicken(JSON.parse(process.env.PACE ?? '') as Pace)
await import('../../server/main.ts')
