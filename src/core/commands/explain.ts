import { explanationAnswer, objectionsAnswer } from '../explain/explanation-answer.ts'
import { bothSidesAnswer, bothSidesOf } from '../explain/both-sides.ts'
import { explainObjections } from '../explain/dissent.ts'
import { explain, explainAgain } from '../explain/explain.ts'
import type { Explanation, Found, Objection, Quote } from '../explain/explanation.ts'
import { moreSourcesAnswer } from '../explain/more-sources.ts'
import { stepLabel } from '../explain/steps.ts'
import type { Note, NoteId, Relation } from '../notes/note.ts'
import { defineCommand, type CommandContext, type Reply } from './command.ts'

export const explainCommand = defineCommand({
  name: 'explain',
  description: "Answer a question in the notes' own sentences, with sources and what speaks against it",
  options: {
    question: { type: 'text', suggests: 'note', description: 'What you want to know', required: true },
    private: { type: 'flag', description: 'Show the answer only to you' },
  },
  run: ({ question }, context) => explanationReply(explain(question, context), context),
})

/** An explanation for people and for programs. */
export function explanationReply(explanation: Explanation, context: CommandContext): Reply {
  return {
    answer: explanationAnswer(explanation, context),
    data: explanationData(explanation, context),
    notes: explanation.type === 'miss' ? [] : leadNotesOf(explanation),
    isMiss: explanation.type === 'miss',
  }
}

/** All that speaks against some notes. */
export function objectionsReply(about: readonly Note[], context: CommandContext): Reply {
  const found = explainObjections(about, context)
  const data = { about: about.map(({ id }) => id), but: found.objections.map(objectionData) }
  return { answer: objectionsAnswer(found, context), data, notes: [], isMiss: false }
}

/** The sources that an answer had no room for. */
export function moreSourcesReply(notes: readonly Note[], context: CommandContext): Reply {
  const data = { sources: notes.map((note) => noteData(note, context.addressOf)) }
  return { answer: moreSourcesAnswer(notes, context), data, notes: [], isMiss: false }
}

/** What supports a note beside what challenges it; where that has changed since, the note itself. */
export function bothSidesReply(note: Note, context: CommandContext): Reply {
  const sides = bothSidesOf(note, context.library)
  if (sides === null) return explanationReply(explainAgain(note, context), context)
  const data = {
    ...noteData(note, context.addressOf),
    supports: sides.supports.map(({ from, reason }) => ({ from, reason })),
    challenges: sides.challenges.map(({ from, to, reason }) => ({ from, to, reason })),
  }
  return { answer: bothSidesAnswer(note, sides, context), data, notes: [], isMiss: false }
}

function leadNotesOf({ lead, sources }: Found): readonly NoteId[] {
  return lead.flatMap(({ source }) => sources.find(({ number }) => number === source)?.note.id ?? [])
}

function explanationData(explanation: Explanation, { library, addressOf }: CommandContext): unknown {
  const steps = explanation.steps.map((step) => ({ type: step.type, label: stepLabel(step, library) }))
  if (explanation.type === 'miss') {
    return {
      question: explanation.question,
      miss: true,
      lead: null,
      because: [],
      but: [],
      nearest: explanation.nearest.map(({ title }) => title),
      sources: [],
      steps,
    }
  }
  const [lead, ...others] = explanation.lead
  return {
    question: explanation.question,
    miss: false,
    lead,
    ...(others.length > 0 && { compared: others, chain: explanation.chain.map(chainData) }),
    because: explanation.because,
    but: explanation.but.map(objectionData),
    moreObjections: explanation.moreObjections,
    sources: explanation.sources.map(({ number, note, heading }) => ({
      number,
      ...noteData(note, addressOf),
      heading,
    })),
    steps,
  }
}

/** What programs are told of a note. */
export function noteData(note: Note, addressOf: (note: Note) => string | null) {
  return {
    note: note.id,
    title: note.title,
    claim: note.claim?.text ?? null,
    date: note.date,
    url: addressOf(note),
  }
}

function objectionData({ relation, about, quote, reason }: Objection) {
  return { ...quote, ...relationData(relation, reason), about }
}

function chainData({ relation, reason }: { relation: Relation; reason: Quote | null }) {
  return relationData(relation, reason)
}

function relationData({ kind, from, to }: Relation, reason: Quote | null) {
  return { relation: kind, from, to, reason: reason?.text ?? null, reasonSource: reason?.source ?? null }
}
