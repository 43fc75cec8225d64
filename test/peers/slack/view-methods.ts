/** views.*: modals and Home tabs (reference/methods/views.open and its siblings). */
import type { Arguments } from './arguments.ts'
import { viewFaults } from './blocks.ts'
import { withIds } from './compose.ts'
import { type Json, jsonIn, jsonsIn } from '../json.ts'
import * as limits from './limits.ts'
import type { Method } from './method.ts'
import { Refusal } from './refusal.ts'
import { type Account, View } from './state.ts'
import type { Workspace } from './workspace.ts'

/** A view that is accepted, with ids for its blocks. */
export function viewIn(workspace: Workspace, value: unknown, type: string): Json {
  const faults = viewFaults(value)
  if (faults.length > 0) throw new Refusal('invalid_arguments', faults)
  const definition = jsonIn(value)
  if (Buffer.byteLength(JSON.stringify(definition)) > limits.VIEW_BYTES) throw new Refusal('view_too_large')
  if (definition['type'] !== type) {
    throw new Refusal('invalid_arguments', [`[ERROR] must be a ${type} [json-pointer:/view/type]`])
  }
  return { ...definition, blocks: withIds(workspace, jsonsIn(definition['blocks'])) }
}

/** Puts a view on top of what a person has open. */
export function pushView(workspace: Workspace, account: Account, definition: Json): View {
  const stack = workspace.stack(account)
  const previous = stack.at(-1) ?? null
  if (stack.length >= limits.VIEW_STACK) throw new Refusal('push_limit_reached')
  const view = new View(workspace.id('V'), account, workspace.id('hash.'), definition, previous)
  stack.push(view)
  return view
}

export function viewJson(workspace: Workspace, view: View): Json {
  const { appId, team, bot } = workspace
  return view.json({ app_id: appId, team_id: team, bot_id: bot.botId, app_installed_team_id: team })
}

function checkHash(args: Arguments, view: View): void {
  const hash = args.text('hash')
  if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict')
}

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': {
    scopes: [],
    run: (workspace, args) => {
      const trigger = args.required('trigger_id')
      const definition = viewIn(workspace, args.json('view'), 'modal')
      const { account } = workspace.useTrigger(trigger)
      for (const open of workspace.stack(account).splice(0)) open.isOpen = false
      return { view: viewJson(workspace, pushView(workspace, account, definition)) }
    },
  },
  'views.push': {
    scopes: [],
    run: (workspace, args) => {
      const trigger = args.required('trigger_id')
      const definition = viewIn(workspace, args.json('view'), 'modal')
      const { account, view } = workspace.useTrigger(trigger)
      if (view === null || view.type !== 'modal' || !view.isOpen) throw new Refusal('not_found')
      return { view: viewJson(workspace, pushView(workspace, account, definition)) }
    },
  },
  'views.update': {
    scopes: [],
    run: (workspace, args) => {
      const externalId = args.text('external_id')
      const view =
        externalId === undefined
          ? workspace.view(args.required('view_id'))
          : [...workspace.modals.values()]
              .flat()
              .find(({ definition }) => definition['external_id'] === externalId)
      if (view === undefined || !view.isOpen) throw new Refusal('not_found')
      const definition = viewIn(workspace, args.json('view'), view.type)
      checkHash(args, view)
      view.replace(workspace.id('hash.'), definition)
      return { view: viewJson(workspace, view) }
    },
  },
  'views.publish': {
    scopes: [],
    run: (workspace, args) => {
      const account = workspace.account(args.required('user_id'))
      if (account === undefined) throw new Refusal('user_not_found')
      const definition = viewIn(workspace, args.json('view'), 'home')
      if (!workspace.grant.hasHomeTab) throw new Refusal('not_enabled')
      const known = workspace.homes.get(account.id)
      if (known !== undefined) checkHash(args, known)
      const view = known ?? new View(workspace.id('V'), account, workspace.id('hash.'), definition, null)
      view.replace(workspace.id('hash.'), definition)
      workspace.homes.set(account.id, view)
      return { view: viewJson(workspace, view) }
    },
  },
}
