/** What a person is told to put right, with the next step. */
import { UserError } from '../../src/core/errors.ts'

export function complaint(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    return words(error)
  }
  return 'no complaint'
}

/** Of what was to start; stopped where it did. */
export async function startComplaint(
  starting: Promise<{ readonly stop: () => Promise<void> }>,
): Promise<string> {
  try {
    await (await starting).stop()
  } catch (error) {
    return words(error)
  }
  return 'no complaint'
}

/** Anything else is a bug, and fails the test. */
function words(error: unknown): string {
  if (error instanceof UserError) return `${error.message} ${error.hint}`
  throw error
}
