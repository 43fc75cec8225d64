/** Who and where, as core knows them. */
import type { WebClient } from '@slack/web-api'
import type { Channel, Person, Thread } from '../../core/store.ts'

export interface People {
  /** By the name that the person chose; `fallback` where Slack does not tell. */
  readonly person: (id: string, fallback?: string) => Promise<Person>
}

/** A name changes seldom. */
const NAME_LASTS_MS = 3_600_000
const MAX_NAMES = 5_000

export function createPeople(client: WebClient, now: () => Date): People {
  const names = new Map<string, { readonly name: string; readonly until: number }>()
  return {
    person: async (id, fallback = 'somebody') => {
      const known = names.get(id)
      if (known !== undefined && known.until > now().getTime()) return { id, name: known.name }
      const name = await nameOf(id, client)
      if (name === null) return { id, name: fallback }
      if (names.size >= MAX_NAMES) names.clear()
      names.set(id, { name, until: now().getTime() + NAME_LASTS_MS })
      return { id, name }
    },
  }
}

/** Null where Slack does not tell: an answer is worth more than a name. */
async function nameOf(id: string, client: WebClient): Promise<string | null> {
  try {
    const { user } = await client.users.info({ user: id })
    const names = [user?.profile?.display_name, user?.profile?.real_name, user?.real_name, user?.name]
    return names.find((name) => name !== undefined && name.trim() !== '') ?? null
  } catch {
    return null
  }
}

export function channelOf(team: string, channel: string): Channel {
  return `slack/${team}/${channel}` as Channel
}

/** By the message that the thread hangs from; null for a chat of two as a whole. */
export function threadOf(team: string, channel: string, ts: string | null): Thread {
  return (ts === null ? `slack/${team}/${channel}` : `slack/${team}/${channel}/${ts}`) as Thread
}

/** https://docs.slack.dev/apis/web-api/using-the-conversations-api */
export function isChatOfTwo(channel: string): boolean {
  return channel.startsWith('D')
}
