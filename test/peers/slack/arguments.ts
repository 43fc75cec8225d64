/** The arguments of a call: form-encoded bodies say everything in strings, JSON bodies do not. */
import { type Json, parsedJson } from '../json.ts'
import { Refusal } from './refusal.ts'

export class Arguments {
  readonly values: Json

  constructor(values: Json) {
    this.values = values
  }

  text(name: string): string | undefined {
    const value = this.values[name]
    if (typeof value === 'string') return value
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
  }

  required(name: string): string {
    const value = this.text(name)
    if (value !== undefined && value !== '') return value
    throw new Refusal('invalid_arguments', [`[ERROR] missing required field: ${name}`])
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name)
    return value === undefined ? undefined : value === 'true' || value === '1'
  }

  number(name: string): number | undefined {
    const value = this.text(name)
    if (value === undefined) return undefined
    const number = Number(value)
    if (Number.isFinite(number)) return number
    throw new Refusal('invalid_arguments', [`[ERROR] must be a number [json-pointer:/${name}]`])
  }

  /** A structure, also where it came as a string; undefined where it is missing, null where it is no JSON. */
  json(name: string): unknown {
    const value = this.values[name]
    return typeof value === 'string' ? (value === '' ? undefined : (parsedJson(value) ?? null)) : value
  }
}
