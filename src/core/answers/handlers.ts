/** One function for each type of a union, so that none is forgotten; `Rest` is what it is given beside the node. */
export type Handlers<Node extends { type: string }, Rest extends readonly unknown[], Result> = {
  readonly [Type in Node['type']]: (node: Extract<Node, { type: Type }>, ...rest: Rest) => Result
}
