/** A peer that is spoken to request by request, without a bot, and what it says is wrong. */
import { REST } from 'discord.js'
import { onTestFinished } from 'vitest'
import { type DiscordPeer, startDiscord } from '../discord.ts'
import { isJson, type Json } from '../json.ts'

export async function peer(): Promise<{ readonly discord: DiscordPeer; readonly rest: REST }> {
  const discord = await startDiscord()
  onTestFinished(() => discord.close())
  return { discord, rest: new REST({ api: discord.api }).setToken(discord.token) }
}

function leavesOf(tree: unknown, path: readonly string[] = []): readonly string[] {
  if (!isJson(tree)) return []
  return Object.entries(tree).flatMap(([key, value]) =>
    key === '_errors' && Array.isArray(value)
      ? value.map((fault: Json) => `${path.join('.')} ${String(fault['code'])}`)
      : leavesOf(value, [...path, key]),
  )
}

/** All that was refused, as `path CODE`, or the number where no field is to blame. */
export function faultsIn({ refused }: DiscordPeer): readonly string[] {
  return refused.flatMap(({ code, errors }) => (errors === null ? [String(code)] : leavesOf(errors)))
}

export const x = (count: number): string => 'x'.repeat(count)
export const many = <Item>(count: number, item: (at: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, at) => item(at))
