/** A notice board: the smallest platform that a daily note can be posted to, with the faults that platforms have. */
import type { DailyPoster, Obstacle, PostOrder, PostOutcome } from '../../src/core/daily/poster.ts'
import type { KeptAnswer, Person } from '../../src/core/store.ts'

/** What becomes of the next posts, in order; `taken` where nothing is said. */
export type Fate =
  | 'taken'
  /** It stands there, and nobody hears of it. */
  | 'taken, answer lost'
  | 'lost'
  | 'busy'
  | 'gone'
  /** Taken after a while. */
  | 'slow'
  /** Neither taken nor answered before the process is ended. */
  | 'hanging'

interface Notice {
  readonly key: string
  readonly channel: string
  readonly kept: KeptAnswer
}

export interface Board {
  readonly poster: DailyPoster
  readonly notices: readonly Notice[]
  readonly fates: Fate[]
  readonly told: readonly { readonly person: Person; readonly obstacle: Obstacle }[]
  /** What is in the way of every post; null for nothing. */
  obstacle: Obstacle | null
  readonly posts: number
}

const SLOW_MS = 50

export const GONE: Obstacle = { message: 'The board is gone.', hint: 'Put it up again.' }

export function board(): Board {
  const notices: Notice[] = []
  const fates: Fate[] = []
  const told: { readonly person: Person; readonly obstacle: Obstacle }[] = []
  let posts = 0

  const post = async ({ key, channel, kept, maySend }: PostOrder): Promise<PostOutcome> => {
    if (!maySend()) return { type: 'later', error: new Error('too late'), afterMs: null }
    posts += 1
    const put = () => notices.push({ key, channel, kept })
    switch (fates.shift() ?? 'taken') {
      case 'taken':
        return { type: 'sent', message: `notice-${put()}` }
      case 'taken, answer lost':
        put()
        return { type: 'unknown', error: new Error('the answer was lost') }
      case 'lost':
        return { type: 'unknown', error: new Error('the letter was lost') }
      case 'busy':
        return { type: 'later', error: new Error('come back later'), afterMs: null }
      case 'gone':
        return { type: 'refused', obstacle: GONE }
      case 'slow':
        await new Promise((resolve) => {
          setTimeout(resolve, SLOW_MS)
        })
        return { type: 'sent', message: `notice-${put()}` }
      case 'hanging':
        return new Promise(() => undefined)
    }
  }

  const made: Board = {
    notices,
    fates,
    told,
    obstacle: null,
    get posts() {
      return posts
    },
    poster: {
      serves: (channel) => channel.startsWith('board/'),
      obstacle: async () => made.obstacle,
      refusal: async () => null,
      zoneOf: async () => 'Europe/Berlin',
      post,
      find: async ({ key }) => {
        const at = notices.findIndex((notice) => notice.key === key)
        return at === -1 ? null : `notice-${at + 1}`
      },
      standingOf: async () => ({ link: 'https://board.example.org/notice', thread: null }),
      tell: async (person, _, obstacle) => {
        told.push({ person, obstacle })
      },
    },
  }
  return made
}
