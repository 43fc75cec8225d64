declare module 'wink-bm25-text-search' {
  type Task = (input: never) => unknown
  interface Engine {
    readonly defineConfig: (config: { fldWeights: Record<string, number> }) => void
    readonly definePrepTasks: (tasks: readonly Task[]) => void
    readonly addDoc: (document: Record<string, string>, id: string) => void
    readonly consolidate: () => void
    readonly search: (text: string, limit: number) => readonly (readonly [id: string, score: number])[]
  }
  export default function bm25(): Engine
}

declare module 'wink-nlp-utils' {
  type Task = (input: never) => unknown
  const utilities: {
    readonly string: { readonly lowerCase: Task; readonly tokenize0: Task }
    readonly tokens: { readonly removeWords: Task; readonly stem: Task; readonly propagateNegations: Task }
  }
  export default utilities
}
