import { expect, test } from 'vitest'
import { collectAcronyms } from '../../src/core/search/acronyms.ts'

function acronymsIn(text: string): Readonly<Record<string, string>> {
  const found = new Map<string, string>()
  collectAcronyms(text, found)
  return Object.fromEntries(found)
}

test('an acronym in brackets behind its long form is defined', () => {
  expect(acronymsIn('We use group relative policy optimisation (GRPO) throughout.')).toEqual({
    grpo: 'group relative policy optimisation',
  })
})

test('a long form in brackets behind its acronym is defined', () => {
  expect(acronymsIn('PPO (proximal policy optimisation) clips.')).toEqual({
    ppo: 'proximal policy optimisation',
  })
})

test('small words in between and hyphens are allowed', () => {
  expect(acronymsIn('reinforcement learning with verifiable rewards (RLVR)')).toEqual({
    rlvr: 'reinforcement learning with verifiable rewards',
  })
  expect(acronymsIn('chain-of-thought (CoT) helps')).toEqual({ cot: 'chain of thought' })
})

test('brackets that define nothing are ignored', () => {
  expect(acronymsIn('The model (Qwen) was small (see A1) and wrong (NO).')).toEqual({})
})

test('the first definition stays', () => {
  expect(acronymsIn('mixture of experts (MOE), then margin of error (MOE)')).toEqual({
    moe: 'mixture of experts',
  })
})
