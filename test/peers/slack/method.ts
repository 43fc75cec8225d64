import type { Arguments } from './arguments.ts'
import type { Json } from '../json.ts'
import type { Workspace } from './workspace.ts'

/** A method of the Web API. */
export interface Method {
  /** One of these has to be granted; none where it needs none, or where it depends on the channel. */
  readonly scopes: readonly string[]
  /** What is answered besides `ok: true`; throws a Refusal. */
  readonly run: (workspace: Workspace, args: Arguments) => Json
}
