/** How real folders are written: each test is a small folder and what a reader of it would expect. */
import { describe, expect, test } from 'vitest'
import { libraryOf } from '../support/library-of.ts'
import { linksOf, noteIn, problemsOf, relationsOf } from './readings.ts'

const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le')
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')

async function titlesOf(files: Parameters<typeof libraryOf>[0]): Promise<Record<string, string>> {
  const library = await libraryOf(files)
  return Object.fromEntries([...library.notes.values()].map(({ file, title }) => [file, title]))
}

describe('bytes and files', () => {
  test('a byte order mark does not hide the front matter', async () => {
    expect(await titlesOf({ 'tides.md': '\uFEFF---\ntitle: Tides\n---\nWater.' })).toEqual({
      'tides.md': 'Tides',
    })
  })

  test('line ends of Windows, blanks after the fence and a closing ... are all fine', async () => {
    const library = await libraryOf({
      'moon.md': '---  \r\ntitle: Moon\r\n--- \r\nPulls the [[tides]].\r\n',
      'tides.md': '---\ntitle: Tides\n...\nWater.',
    })
    expect(noteIn(library, 'moon.md').title).toBe('Moon')
    expect(noteIn(library, 'tides.md').title).toBe('Tides')
    expect(linksOf(library, 'moon.md')).toEqual(['tides → tides.md'])
  })

  test('UTF-16 is read as what it is', async () => {
    const library = await libraryOf({ 'ebbe.md': utf16('# Ebbe für Anfänger\n\n[[flut]]'), 'flut.md': '' })
    expect(noteIn(library, 'ebbe.md').title).toBe('Ebbe für Anfänger')
    expect(linksOf(library, 'ebbe.md')).toEqual(['flut → flut.md'])
  })

  test('an old encoding is read and warned of', async () => {
    const library = await libraryOf({ 'creme.md': latin1('# Crème brûlée\n') })
    expect(noteIn(library, 'creme.md').title).toBe('Crème brûlée')
    expect(problemsOf(library)).toEqual(['encoding creme.md:1'])
  })

  test('a picture called .md is left out with a warning, a note with a stray NUL is kept', async () => {
    const library = await libraryOf({
      'photo.md': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'log.md': '# Log\n\nbefore\0after [[next]]',
      'next.md': 'x',
    })
    expect([...library.notes.keys()]).toEqual(['log', 'next'])
    expect(linksOf(library, 'log.md')).toEqual(['next → next.md'])
    expect(problemsOf(library)).toEqual(['not-text photo.md:1'])
  })

  test('folders of tools hold no notes, and an empty file is a note', async () => {
    expect(
      await titlesOf({
        'Blank page.md': '',
        '.obsidian/workspace.md': '# w',
        '.trash/old.md': '# o',
        'node_modules/pkg/README.md': '# p',
        'logseq/bak/page.md': '# b',
        'Sketch.excalidraw.md': '# Drawing',
      }),
    ).toEqual({ 'Blank page.md': 'Blank page' })
  })

  test('no link leads out of the folder', async () => {
    const library = await libraryOf({
      'deep/n.md': '[a](../../../etc/hosts) [[../../../etc/hosts]] ![[/etc/hosts]] [b](file:///etc/hosts)',
    })
    expect(linksOf(library, 'deep/n.md')).toEqual([
      '../../../etc/hosts → missing',
      '../../../etc/hosts → missing',
      '/etc/hosts → missing',
      'file:///etc/hosts → outside',
    ])
  })

  test('a line of 60 kB is no obstacle', async () => {
    const started = performance.now()
    const library = await libraryOf({
      'long.md': `# Long\n\n[ ${'web '.repeat(15_000)}\n[[short]]`,
      'short.md': 'x',
    })
    expect(linksOf(library, 'long.md')).toEqual(['short → short.md'])
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('front matter', () => {
  test('broken YAML costs neither the note nor its title', async () => {
    const library = await libraryOf({
      'at.md': '---\naliases:\n- @home\n---\n\n# At home\n',
      'colon.md': '---\ntitle: Tides: a primer\ntags: [sea]\n---\nText.',
      'twice.md': '---\ntitle: Twice\nstatus: new\nstatus: old\n---\nText.',
    })
    expect([...library.notes.values()].map(({ title }) => title)).toEqual([
      'At home',
      'Tides: a primer',
      'Twice',
    ])
    expect(problemsOf(library)).toEqual([
      'front-matter at.md:3',
      'front-matter colon.md:2',
      'front-matter twice.md:4',
    ])
  })

  test('one broken entry costs no other one, and what is nested is never the note’s own', async () => {
    const library = await libraryOf({
      'raft.md': `---
title: Raft: a consensus protocol
aliases:
  - leader election algorithm
tags: [distributed]
sources:
  - title: In Search of an Understandable Consensus Algorithm
    url: https://example.org/raft
---
Text.`,
      'paxos.md': `---
sources:
  - title: The Part-Time Parliament
    date: 1998
    note: [unclosed
aliases: [synod]
---
# Paxos

Text.`,
    })
    expect(noteIn(library, 'raft.md')).toMatchObject({
      title: 'Raft: a consensus protocol',
      aliases: ['leader election algorithm'],
      tags: ['distributed'],
      sources: [
        {
          title: 'In Search of an Understandable Consensus Algorithm',
          url: 'https://example.org/raft',
        },
      ],
      url: null,
    })
    expect(noteIn(library, 'paxos.md')).toMatchObject({ title: 'Paxos', aliases: ['synod'], date: null })
    expect(problemsOf(library)).toEqual(['front-matter paxos.md:6', 'front-matter raft.md:2'])
  })

  test('a fence that is never closed, or a rule on top, is text', async () => {
    const library = await libraryOf({
      'open.md': '---\ntitle: Not this\n\n# Nor this\n\ntext',
      'rule.md': '---\n\nGood morning\n\n---\n\nSee [[open]].',
    })
    expect(noteIn(library, 'open.md').title).toBe('open')
    expect(noteIn(library, 'rule.md').title).toBe('rule')
    expect(noteIn(library, 'rule.md').claim?.text).toBe('Good morning')
    expect(linksOf(library, 'rule.md')).toEqual(['open → open.md'])
    expect(problemsOf(library)).toEqual(['front-matter open.md:1'])
  })

  test('a title stays as it is written, unless it is a placeholder', async () => {
    expect(
      await titlesOf({
        'day.md': '---\ntitle: 2025-06-30\n---\n',
        'agent.md': '---\ntitle: 007\n---\n',
        'yes.md': '---\ntitle: True\n---\n',
        'none.md': '---\ntitle: ""\n---\n',
        'template.md': '---\ntitle: {{date}}\n---\n',
        'folded.md': '---\ntitle: >\n  a long\n  title\n---\n',
      }),
    ).toEqual({
      'agent.md': '007',
      'day.md': '2025-06-30',
      'folded.md': 'a long title',
      'none.md': 'none',
      'template.md': 'template',
      'yes.md': 'True',
    })
  })

  test('tags and aliases come in every shape', async () => {
    const library = await libraryOf({
      'a.md': '---\ntags: sea, moon #comment\nalias: Ebb\n---\n',
      'b.md':
        '---\ntags:\n  - "#tide"\n  - sea/deep\n  - 1999\n  -\naliases: [High water, "Ebb, flow", [inner], null]\n---\n',
      'c.md': '---\ntags: #gone\naliases: true\n---\n',
    })
    expect(noteIn(library, 'a.md')).toMatchObject({ tags: ['sea', 'moon'], aliases: ['Ebb'] })
    expect(noteIn(library, 'b.md')).toMatchObject({
      tags: ['tide', 'sea/deep'],
      aliases: ['High water', 'Ebb, flow'],
    })
    expect(noteIn(library, 'c.md')).toMatchObject({ tags: [], aliases: [] })
  })

  test('wikilinks count there, quoted or not, and a kind as key makes them relations', async () => {
    const library = await libraryOf({
      'n.md':
        '---\nup: [[Map]]\nsupports: "[[Claim|the claim]]"\nrelated:\n  - "[[Twin]]"\n  - [[Cousin]]\n---\n',
      'Map.md': '',
      'Claim.md': '',
      'Twin.md': '',
      'Cousin.md': '',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      'Map → Map.md',
      'Claim → Claim.md',
      'Twin → Twin.md',
      'Cousin → Cousin.md',
    ])
    expect(relationsOf(library, 'n.md')).toEqual([
      'supports → Claim.md: ',
      'related → Twin.md: ',
      'related → Cousin.md: ',
    ])
  })

  test('code in front matter is never run; TOML and JSON are read', async () => {
    const library = await libraryOf({
      'js.md': '---js\n{ title: (globalThis.wasRun = 1) }\n---\nb',
      'long.md': '---javascript\n{ title: (globalThis.wasRun = 1) }\n---\nb',
      'toml.md': '+++\ntitle = "Hugo"\ntags = ["static"]\n+++\nb',
      'json.md': '---\n{ "title": "Quoted", "tags": ["data"] }\n---\nb',
    })
    expect(globalThis).not.toHaveProperty('wasRun')
    expect(noteIn(library, 'js.md').title).toBe('js')
    expect(noteIn(library, 'toml.md')).toMatchObject({ title: 'Hugo', tags: ['static'] })
    expect(noteIn(library, 'json.md')).toMatchObject({ title: 'Quoted', tags: ['data'] })
  })

  test('aliases that would multiply are refused, and __proto__ is a key like another', async () => {
    const layers = 'abcdefgh'.split('').map((name, i, all) => {
      const inner = i === 0 ? 'x' : `*${all[i - 1]}`
      return `${name}: &${name} [${Array.from({ length: 9 }, () => inner).join(',')}]`
    })
    const started = performance.now()
    const library = await libraryOf({
      'bomb.md': `---\n${layers.join('\n')}\n---\n# Still here\n`,
      'proto.md': '---\n__proto__:\n  wasPolluted: 1\ntitle: Plain\n---\n',
    })
    expect(performance.now() - started).toBeLessThan(1000)
    expect({}).not.toHaveProperty('wasPolluted')
    expect([...library.notes.values()].map(({ title }) => title)).toEqual(['Still here', 'Plain'])
    expect(problemsOf(library)).toEqual(['front-matter bomb.md:2'])
  })
})

describe('titles', () => {
  test('a first-level heading is the title only as the first block', async () => {
    expect(await titlesOf({ 'Sleep.md': 'Some text.\n\n# References\n\n- one' })).toEqual({
      'Sleep.md': 'Sleep',
    })
  })

  test('comments, tags, badges and properties may come before it, and its marks go', async () => {
    const library = await libraryOf({
      'n.md':
        '%% badge row %%\n<!-- note -->\n#sea #moon\n![[badge.png]]\nstatus:: draft-ish\n\n# **Tides** [[Moon|by moon]] `at` [sea](s.md) ^top\n',
    })
    expect(noteIn(library, 'n.md')).toMatchObject({ title: 'Tides by moon at sea', tags: ['sea', 'moon'] })
  })

  test('a heading on top that says something else than the title is a name as well, and stays a heading', async () => {
    const library = await libraryOf({
      'log.md':
        '---\ntitle: 2024-01-05\naliases: [Fridays]\n---\n# Kubernetes migration plan\n\nWe move in May.\n',
      'plain.md': '---\ntitle: Tides & moon\n---\n# Tides: moon\n\nWater.\n',
      'n.md': '[[Kubernetes migration plan]]',
    })
    expect(noteIn(library, 'log.md')).toMatchObject({
      title: '2024-01-05',
      aliases: ['Fridays', 'Kubernetes migration plan'],
      sections: [{ heading: 'Kubernetes migration plan', level: 1 }],
    })
    expect(noteIn(library, 'plain.md')).toMatchObject({ aliases: [], sections: [{ heading: null }] })
    expect(linksOf(library, 'n.md')).toEqual(['Kubernetes migration plan → log.md'])
  })

  test('a heading on top that several notes have, or that is for relations, names none of them', async () => {
    const library = await libraryOf({
      'a.md': '---\ntitle: Tomatoes\n---\n# Overview\n\nWarm beds.\n',
      'b.md': '---\ntitle: Beans\n---\n# Overview\n\nPoles.\n',
      'c.md': '---\ntitle: Peas\n---\n# Related\n\n- [[a]]\n',
    })
    expect([...library.notes.values()].flatMap(({ aliases }) => aliases)).toEqual([])
  })

  test('an underlined heading counts, one in code or a comment does not', async () => {
    expect(
      await titlesOf({
        'under.md': 'Low Water\n=========\n\ntext',
        'code.md': '```\n# shell\n```\n# Later\n',
        'comment.md': '<!--\n# secret\n-->\ntext',
      }),
    ).toEqual({ 'under.md': 'Low Water', 'code.md': 'code', 'comment.md': 'comment' })
  })

  test('an index is called by any first-level heading, else by its folder', async () => {
    const library = await libraryOf({
      'Recipes/index.md': 'text',
      'Manual/README.md': 'hello\n\n# The manual\n',
      'p/_index.md': '---\ntitle: Front page\n---\n',
      'n.md': '[r](Recipes/) [[Manual]] [[p]] [[Recipes/]]',
    })
    expect(noteIn(library, 'Recipes/index.md').title).toBe('Recipes')
    expect(noteIn(library, 'Manual/README.md').title).toBe('The manual')
    expect(noteIn(library, 'p/_index.md').title).toBe('Front page')
    expect(linksOf(library, 'n.md')).toEqual([
      'Recipes/ → Recipes/index.md',
      'Manual → Manual/README.md',
      'p → p/_index.md',
      'Recipes/ → Recipes/index.md',
    ])
  })

  test('Logseq writes titles into properties and encodes them in file names', async () => {
    const library = await libraryOf({
      'logseq/config.edn': '{}',
      'pages/Project___Roof.md': 'type:: project\n- body',
      'pages/Who is it%3F.md': '- someone',
      'pages/fb.md': 'title:: Field Book\nalias:: Book, [[Notes 2]]\n\n- z',
      'pages/home.md':
        '- [[Project/Roof]] [[Who is it?]] [[field book]] [[book]] #[[Notes 2]] [label]([[Field Book]]) {{embed [[Field Book]]}}',
    })
    expect(noteIn(library, 'pages/Project___Roof.md').title).toBe('Project/Roof')
    expect(noteIn(library, 'pages/Who is it%3F.md').title).toBe('Who is it?')
    expect(noteIn(library, 'pages/fb.md')).toMatchObject({
      title: 'Field Book',
      aliases: ['Book', 'Notes 2'],
    })
    expect(linksOf(library, 'pages/home.md')).toEqual([
      'Project/Roof → pages/Project___Roof.md',
      'Who is it? → pages/Who is it%3F.md',
      'field book → pages/fb.md',
      'book → pages/fb.md',
      'Notes 2 → pages/fb.md',
      'Field Book → pages/fb.md',
      'Field Book → pages/fb.md',
    ])
  })
})

describe('wikilinks', () => {
  test('an exact path wins over the own folder, the own folder over the shortest path', async () => {
    const library = await libraryOf({
      'Oak.md': '',
      'woods/Oak.md': '',
      'woods/n.md': '[[Oak]]',
      'woods/Elm.md': '',
      'a/b/Elm.md': '',
      'a/b/n.md': '[[Elm]]',
      'longest/of/all/n.md': '[[Elm]]',
    })
    expect(linksOf(library, 'woods/n.md')).toEqual(['Oak → Oak.md'])
    expect(linksOf(library, 'a/b/n.md')).toEqual(['Elm → a/b/Elm.md'])
    expect(linksOf(library, 'longest/of/all/n.md')).toEqual(['Elm → a/b/Elm.md, ambiguous'])
  })

  test('the folder above counts for nothing, and short means few letters, not few folders', async () => {
    const library = await libraryOf({
      'woodland/Ash.md': '',
      'a/b/Ash.md': '',
      'woodland/deep/n.md': '[[Ash]]',
    })
    expect(linksOf(library, 'woodland/deep/n.md')).toEqual(['Ash → a/b/Ash.md, ambiguous'])
  })

  test('the end of a path is enough, but / ./ and ../ are exact', async () => {
    const library = await libraryOf({
      'a/b/Fir.md': '',
      'top.md': '',
      'a/n.md': '[[b/Fir]] [[/b/Fir]] [[/a/b/Fir]] [[../top]] [[./top]] [[./b/Fir.md]]',
    })
    expect(linksOf(library, 'a/n.md')).toEqual([
      'b/Fir → a/b/Fir.md',
      '/b/Fir → missing',
      '/a/b/Fir → a/b/Fir.md',
      '../top → top.md',
      './top → missing',
      './b/Fir.md → a/b/Fir.md',
    ])
  })

  test('case and Unicode composition do not matter, but the same case is preferred', async () => {
    const library = await libraryOf({
      [`${'Résumé'.normalize('NFD')}.md`]: '',
      'SaaS.md': '',
      'SAAS.md': '',
      'n.md': '[[résumé]] [[RÉSUMÉ]] [[SaaS]] [[SAAS]]',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      'résumé → Résumé.md',
      'RÉSUMÉ → Résumé.md',
      'SaaS → SaaS.md',
      'SAAS → SAAS.md',
    ])
  })

  test('.md may be there in any case, and a dot in a name is no extension', async () => {
    const library = await libraryOf({
      'Plan.md': '# Plan\n## Step',
      'Release v2.1.md': '',
      'garden.beds.south.md': '',
      '🌱 seeds.md': '',
      'C*.md': '',
      'n.md': '[[Plan.MD#Step|s]] [[Release v2.1]] [[garden.beds.south]] [[🌱 seeds]] [[C*]]',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      'Plan.MD → Plan.md',
      'Release v2.1 → Release v2.1.md',
      'garden.beds.south → garden.beds.south.md',
      '🌱 seeds → 🌱 seeds.md',
      'C* → C*.md',
    ])
    expect(noteIn(library, 'n.md').links[0]).toMatchObject({ anchor: 'Step', display: 's' })
  })

  test('an anchor may be a heading, a chain of them or a block; a wrong one does not break the link', async () => {
    const library = await libraryOf({
      'T.md': '# T\n\n## Cost: total (net)\n\n### By year\n\nsome words ^b7\n',
      'n.md':
        '# N\n\n[[T#cost total net]] [[T#Cost: total (net)#By year]] [[T#by-year]] [[T#^b7]] [[T#Prices]] [[T#^b8]] [[#N]]',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      'T → T.md',
      'T → T.md',
      'T → T.md',
      'T → T.md',
      'T → T.md, no such anchor',
      'T → T.md, no such anchor',
      ' → n.md',
    ])
  })

  test('aliases and titles are names too, after file names; a shared alias is ambiguous', async () => {
    const library = await libraryOf({
      'bio/Machine Learning.md': '---\naliases: [ML, Common]\n---\n',
      'q.md': '---\ntitle: Queues at sea\naliases: Common\n---\n',
      'Wave.md': '',
      'z.md': '---\naliases: [Wave]\n---\n',
      'n.md': '[[ml]] [[Queues at sea]] [[Wave]] [[Common]]',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      'ml → bio/Machine Learning.md',
      'Queues at sea → q.md',
      'Wave → Wave.md',
      'Common → q.md, ambiguous',
    ])
    expect(noteIn(library, 'n.md').links.map(({ to }) => to.type === 'note' && to.how)).toEqual([
      'alias',
      'title',
      'exact',
      'alias',
    ])
  })

  test('a number that begins the name of one file is enough', async () => {
    const library = await libraryOf({
      'box/202401051231 Desirable difficulties.md': '',
      '20240106 Tides.md': '',
      '20240106 Moon.md': '',
      'n.md': '[[202401051231]] [[20240106]] [[2024]]',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      '202401051231 → box/202401051231 Desirable difficulties.md',
      '20240106 → missing',
      '2024 → missing',
    ])
  })

  test('the bar is escaped in tables, and a second bar is text', async () => {
    const library = await libraryOf({
      'Pine.md': '',
      'leaf.png': 'x',
      'n.md': '| a | b |\n|---|---|\n| [[Pine\\|tree]] | ![[leaf.png\\|80]] |\n\n[[Pine|a|b]]',
    })
    expect(linksOf(library, 'n.md')).toEqual(['Pine → Pine.md', 'leaf.png → file leaf.png', 'Pine → Pine.md'])
    expect(noteIn(library, 'n.md').links.map(({ display }) => display)).toEqual(['tree', null, 'a|b'])
  })

  test('code, math, comments and escapes hold no links, remarks do, and money is no math', async () => {
    const library = await libraryOf({
      'Sun.md': '',
      'n.md': [
        '```\n[[Sun]]\n```\n~~~js\n[[Sun]]\n~~~',
        '`[[Sun]]` ``[[Sun]] ` `` $y_{[[Sun]]}$ <!-- [[Sun]] -->\n',
        '$$\\begin{x}\n b[[2]]\n\\end{x}$$',
        '[[Sun|first]] is $3 [[Sun|second]] or $4 %%[[Sun|third]]%% \\[[Sun]]\n',
      ].join('\n'),
    })
    expect(noteIn(library, 'n.md').links.map(({ display }) => display)).toEqual(['first', 'second', 'third'])
  })

  test('odd brackets are read as Obsidian reads them', async () => {
    const library = await libraryOf({
      'od]d.md': '',
      'in.md': '',
      'Elm.md': '',
      'n.md':
        '[[od]d]] [[out [[in]] out]] [[two\nlines]] [[]] [[ ]] [[|x]] [[[Elm]]] ([[Elm]]) [[Elm]](http://x.y) [[Elm',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      'od]d → od]d.md',
      'in → in.md',
      'Elm → Elm.md',
      'Elm → Elm.md',
      'Elm → Elm.md',
    ])
  })

  test('embeds may be files, notes or missing; missing notes are counted', async () => {
    const library = await libraryOf({
      'img/map.png': 'x',
      'Guide.md': '## Roads\n',
      'n.md':
        '![[map.png|200x100]] ![[Guide#Roads]] ![[lost.pdf#page=2]] [[Some Day]] [[some day|x]] [[https://example.org]]',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      'map.png → file img/map.png',
      'Guide → Guide.md',
      'lost.pdf → missing',
      'Some Day → missing',
      'some day → missing',
      'https://example.org → outside',
    ])
    expect(noteIn(library, 'n.md').links.map(({ embed }) => embed)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
    expect([...library.missing]).toEqual([['some day', 2]])
  })
})

describe('Markdown links', () => {
  test('destinations come encoded, in angle brackets, with titles, queries and references', async () => {
    const library = await libraryOf({
      'Up/Her Note.md': '## A Heading\n',
      'Bar (foo).md': '',
      'ref.md': '# Ref\n\n## z\n',
      'n.md':
        '[a](Up/Her%20Note.md#a-heading) [b](<Up/Her Note.md>) [c](Up/Her Note.md) [d](Bar%20(foo).md "T") [e](bad%qq.md) [f][label] [g](ref.md?v=2#z) [h](mailto:x@y.z)\n\n[label]: ref.md "R"\n',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      'Up/Her Note.md → Up/Her Note.md',
      'Up/Her Note.md → Up/Her Note.md',
      'Bar (foo).md → Bar (foo).md',
      'bad%qq.md → missing',
      'ref.md → ref.md',
      'ref.md → ref.md',
      'mailto:x@y.z → outside',
    ])
  })

  test('they lead from the own folder, then from the root, then by name', async () => {
    const library = await libraryOf({
      'a/twin.md': '',
      'twin.md': '',
      'Up/Far.md': '',
      'a/n.md': '[x](twin.md) [y](Up/Far.md) [z](Far.md) [w](/twin.md) [v](./Far.md) [u](twin)',
    })
    expect(linksOf(library, 'a/n.md')).toEqual([
      'twin.md → a/twin.md',
      'Up/Far.md → Up/Far.md',
      'Far.md → Up/Far.md',
      '/twin.md → twin.md',
      './Far.md → missing',
      'twin → a/twin.md',
    ])
  })

  test("Hugo's references are links, and Foam's definitions do not double one", async () => {
    const library = await libraryOf({
      'big_idea.md': '',
      'map-view.md': '',
      'pic.png': 'x',
      'n.md':
        '[B]({{<relref "big_idea.md#" >}}) [r]({{% ref "/big_idea" %}}) [[map-view]] ![pic](pic.png)\n\n[map-view]: map-view.md "Map"\n',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      'big_idea.md → big_idea.md',
      '/big_idea → big_idea.md',
      'map-view → map-view.md',
      'pic.png → file pic.png',
    ])
  })

  test('Dendron puts the text first and knows vaults and ranges', async () => {
    const library = await libraryOf({
      'dendron.yml': 'version: 5',
      'sea.tide.md': '---\nid: q7\ntitle: Tide\n---\n## High water\n',
      'n.md': '[[the words|sea.tide#high-water]] [[dendron://vault/sea.tide]] ![[sea.tide#high-water,1:#*]]',
    })
    expect(linksOf(library, 'n.md')).toEqual([
      'sea.tide → sea.tide.md',
      'sea.tide → sea.tide.md',
      'sea.tide → sea.tide.md',
    ])
    expect(noteIn(library, 'n.md').links[0]?.display).toBe('the words')
  })

  test('what Dendron shows of a link is what is read', async () => {
    const library = await libraryOf({
      'dendron.yml': 'version: 5',
      'cooking.yeast.md': '',
      'n.md':
        "# Bread\n\nIt needs [[baker's yeast|cooking.yeast]] and `[[a|b]]`.\n\n| [[dough\\|cooking.yeast]] |\n",
    })
    expect(noteIn(library, 'n.md').claim?.text).toBe("It needs baker's yeast and [[a|b]].")
    expect(noteIn(library, 'n.md').links.map(({ target, display }) => [target, display])).toEqual([
      ['cooking.yeast', "baker's yeast"],
      ['cooking.yeast', 'dough'],
    ])
  })
})

test('inline tags hold more than digits and stand apart from the text before them', async () => {
  const library = await libraryOf({
    'n.md':
      '#sea #2024 #y2024 #sea/deep #海 #wave🌊, no#tag F# (#moon) [x](#part) https://a.b/#c `#code`\n\n# Heading\n\n#SEA',
  })
  expect(noteIn(library, 'n.md').tags).toEqual(['sea', 'y2024', 'sea/deep', '海', 'wave🌊', 'moon'])
})
