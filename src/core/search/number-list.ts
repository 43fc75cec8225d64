/** A list of numbers that grows, for millions of them: a plain array would take several times the memory. */
export class NumberList {
  #numbers = new Uint32Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Uint32Array(this.#numbers.length * 2)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers[this.#length++] = number
  }

  /** The numbers so far, without a copy: good until the next is pushed. */
  view(): Uint32Array {
    return this.#numbers.subarray(0, this.#length)
  }
}
