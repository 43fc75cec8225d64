/** Whatever a note says, Discord shows it as it was typed, and it acts on nobody. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  CODE_CLOSING,
  codeOpening,
  codeSpan,
  codeText,
  cut,
  escaped,
  maskedLink,
} from '../../src/adapters/discord/text.ts'
import { visibleText } from '../../src/core/answers/visible-text.ts'
import { HOSTILE } from '../support/answers.ts'
import { pinged, shownByDiscord } from './client-text.ts'

const ACTING = [
  ...HOSTILE,
  '1. ',
  '- ',
  '* ',
  '+ ',
  '>>> ',
  '### ',
  '#',
  '_',
  '*',
  '~',
  '|',
  '\\',
  '@',
  '<',
  '>',
  '[',
  ']',
  '(',
  ')',
  ':',
  '/',
  'https',
  'everyone',
  ':smile:',
  '<a:bell:1>',
  '<id:customize>',
  '<a@b.example>',
  'discord.com/invite/x',
  '\n',
  ' ',
  'a',
  'word',
]

const nasty = fc.oneof(
  fc.array(fc.constantFrom(...ACTING), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...Array.from('*_~|`<>[]()#-+.:@/\\ \n1ax')), maxLength: 30 }),
)

/** Without what shows nothing. */
function seen(text: string): string {
  return text.replaceAll('\u200B', '')
}

test.each([
  'snake_case and 2 * 3, ~5 %, a | b, 5 < 6',
  '1. first',
  '- x',
  '# heading',
  '-# sub',
  '> quote',
  '||spoiler|| ~~gone~~ __init__ **bold** `code`',
  '[text](https://evil.example) and <https://evil.example> and https://evil.example/a_b',
  '<@1> <@!1> <@&1> <#1> </explain:1> <t:1:R> <:bell:1> <a:bell:1> <id:customize>',
  'discord.gg/abc and DISCORD.com/invite/abc',
  ':smile: at 10:30:15 in std::chrono::seconds',
  String.raw`C:\Users\me \*not\* ¯\_(ツ)_/¯`,
  'one\n# two\n- three',
])('%s is read as it was typed', (text) => {
  expect(shownByDiscord(escaped(text))).toEqual({ text, effects: [] })
})

test('@everyone and @here are parted by what cannot be seen, for the server knows no backslashes', () => {
  expect(escaped('@everyone, @here')).toBe('@\u200Beveryone, @\u200Bhere')
})

test('prose without marks is left alone', () => {
  const text = 'Pass@k rises (see above): 3 < 4, a/b, 50 % of "runs" & C++ – it’s fine; e.g. 1.5!'
  expect(escaped(text)).toBe(text)
})

test('a text has no effect, pings nobody and reads as it was typed', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const shown = shownByDiscord(escaped(text))
      expect(shown.effects).toEqual([])
      expect(seen(shown.text)).toBe(visibleText(text))
      expect(pinged(escaped(text))).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})

test('a text is at most twice as long as before', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      expect(escaped(text).length).toBeLessThanOrEqual(2 * text.length)
    }),
  )
})

test('a text does nothing to what stands beside it', () => {
  const between = `**b** ${codeSpan('a_ *b ~~')} ${maskedLink('c', 'https://a.example/d_*)')} ~~e~~`
  fc.assert(
    fc.property(nasty, nasty, (one, other) => {
      const [before, after] = [seen(visibleText(one)), seen(visibleText(other))]
      const shown = shownByDiscord(`${escaped(one)}${between}${escaped(other)}`)
      expect(shown.effects.map(({ type }) => type)).toEqual(['strong', 'code', 'link', 'strike'])
      expect(seen(shown.text)).toBe(`${before}b a_ *b ~~ c e${after}`)
    }),
    { numRuns: 1_000 },
  )
})

test('a text stays in the style that is put around it', () => {
  fc.assert(
    fc.property(
      nasty.map((text) => visibleText(text).trim()).filter((text) => text !== ''),
      fc.constantFrom('**', '*'),
      (text, mark) => {
        const shown = shownByDiscord(`a ${mark}${escaped(text)}${mark} b`)
        expect(shown.effects.map((effect) => seen(effect.text))).toEqual([text])
      },
    ),
    { numRuns: 1_000 },
  )
})

test.each([
  'a',
  'a`b',
  'a``b',
  '`a`',
  '` a ``b``` c',
  '```',
  ' x ',
  '@everyone <@1> https://a.example **b**',
  'a\\',
])('code with %s in it is one piece of code', (text) => {
  const { effects } = shownByDiscord(`x ${codeSpan(text)} y`)
  expect(effects.map((effect) => ({ ...effect, text: seen(effect.text) }))).toEqual([{ type: 'code', text }])
})

test('no content breaks out of code', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      fc.pre(visibleText(text).trim() !== '')
      const block = `${codeOpening('js')}\n${codeText(text)}\n${CODE_CLOSING}`
      const types = shownByDiscord(`x ${codeSpan(text)} y\n${block}\nz`).effects.map(({ type }) => type)
      expect(types).toEqual(['code', 'block'])
    }),
    { numRuns: 1_000 },
  )
})

test('a block of code names its language only where Discord could take it for one', () => {
  expect(codeOpening('c++')).toBe('```c++')
  for (const language of ['js {highlight}', '``` @everyone', null]) expect(codeOpening(language)).toBe('```')
})

test('a link hides its address and has no preview', () => {
  expect(maskedLink('a paper', 'https://arxiv.org/abs/2504.13837')).toBe(
    '[a paper](<https://arxiv.org/abs/2504.13837>)',
  )
  expect(maskedLink('arr[0] in snake_case', 'https://a.example/b_(c)')).toBe(
    '[arr[0] in snake_case](<https://a.example/b_%28c%29>)',
  )
})

test('emoji stand beside a link, for Discord draws none in one', () => {
  expect(maskedLink('🚀 Launch', 'https://a.example/')).toBe('🚀 [Launch](<https://a.example/>)')
  expect(maskedLink('a 🚀 b', 'https://a.example/')).toBe('a 🚀 b (<https://a.example/>)')
})

test('words that could be taken for another address stand before the address', () => {
  expect(maskedLink('https://good.example', 'https://evil.example/')).toBe(
    String.raw`https\://good.example (<https://evil.example/>)`,
  )
  expect(maskedLink('https://a.example', 'https://a.example')).toBe('<https://a.example/>')
})

test('only addresses of the web are linked to, without names and not too long', () => {
  expect(maskedLink('a', 'javascript:alert(1)')).toBeNull()
  expect(maskedLink('a', './other.md')).toBeNull()
  expect(maskedLink('a', 'https://good.example@evil.example/')).toBeNull()
  expect(maskedLink('a', `https://a.example/${'x'.repeat(600)}`)).toBeNull()
})

test('a link leads where it should, and nothing else acts', () => {
  const urls = nasty.map((text) => `https://a.example/${text.replaceAll('\n', '')}`)
  fc.assert(
    fc.property(nasty, urls, (text, url) => {
      const link = maskedLink(text, url)
      if (link === null) return
      const { effects } = shownByDiscord(`x ${link} y`)
      expect(effects.map(({ type }) => type)).toEqual(['link'])
      const [is, should] = [effects[0]?.url ?? '', url].map((each) =>
        decodeURI(new URL(each).href.replace(/%(?![0-9A-F]{2})/giu, '%25')).replace(
          /%[0-9A-F]{2}/gu,
          decodeURIComponent,
        ),
      )
      expect(is).toBe(should)
      expect(pinged(link)).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})

test('a cut ends at a word, or at least between two characters', () => {
  expect(cut('one two three', 9)).toBe('one two…')
  expect(cut('one', 3)).toBe('one')
  expect(cut(String.raw`aaaa\*bbb`, 6)).toBe('aaaa…')
  expect(cut('aaaa😀bbb', 6)).toBe('aaaa…')
})

test('a text that is cut has no effect either', () => {
  fc.assert(
    fc.property(nasty, fc.integer({ min: 1, max: 30 }), (text, length) => {
      const short = cut(escaped(text), length)
      expect(short.length).toBeLessThanOrEqual(length)
      expect(short.isWellFormed()).toBe(true)
      expect(shownByDiscord(short).effects).toEqual([])
    }),
    { numRuns: 1_000 },
  )
})
